// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/segment/requestbody.h"

#include "core/charset.h"
#include "core/jsonwriter.h"
#include "core/utf8.h"
#include "ingest/base64.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace sightglass::ingest::segment {

namespace {

constexpr std::size_t kFormDepth = 60;

/// A form as a tree: a leaf has a value, a branch has children.
struct Branch
{
    std::string key;
    std::string value;
    std::vector<Branch> children;

    Branch& child(std::string_view name)
    {
        const auto found =
            std::find_if(children.begin(), children.end(), [name](const Branch& b) { return b.key == name; });
        return found != children.end() ? *found : children.emplace_back(Branch{std::string(name), {}, {}});
    }

    void write(json::Writer& writer) const
    {
        if (children.empty()) {
            writer.string(value);
            return;
        }
        writer.openObject();
        for (const Branch& branch : children) {
            writer.key(branch.key);
            branch.write(writer);
        }
        writer.closeObject();
    }
};

void place(Branch& root, std::string_view path, std::string value)
{
    Branch* at = &root;
    for (std::size_t depth = 0; depth < kFormDepth; ++depth) {
        const std::size_t dot = path.find('.');
        if (dot == std::string_view::npos)
            break;
        at = &at->child(path.substr(0, dot));
        path.remove_prefix(dot + 1);
    }
    Branch& leaf = at->child(path);
    leaf.value = std::move(value);
    leaf.children.clear();
}

std::string readable(std::string_view encoded)
{
    std::string text = domain::percentDecode(encoded, true);
    return isUtf8(text) ? text : repairUtf8(text);
}

bool looksLikeForm(const domain::Request& request)
{
    const std::string_view type = domain::header(request.headers, "Content-Type");
    const std::string lower = asciiLowered(type.substr(0, type.find(';')));
    if (lower.find("application/x-www-form-urlencoded") == std::string::npos)
        return false;
    std::string_view body = request.body;
    if (body.starts_with("\xEF\xBB\xBF"))
        body.remove_prefix(3);
    const std::size_t first = body.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && body[first] != '{' && body[first] != '[';
}

Failure invalidJson(std::string message)
{
    return {400, "invalid_json", "Invalid JSON", std::move(message)};
}

std::variant<json::Document, Failure> parsed(json::Parser& parser, std::string_view text)
{
    auto document = parser.parse(text);
    if (!document)
        return invalidJson("The body is " + document.error().detail.toStdString() + ".");
    return *document;
}

bool startsWithWord(std::string_view text, std::string_view lowerWord)
{
    return text.size() >= lowerWord.size() &&
           std::equal(lowerWord.begin(), lowerWord.end(), text.begin(), [](char w, char c) { return w == (c | 0x20); });
}

} // namespace

std::string nestedJson(std::string_view form)
{
    Branch root;
    while (!form.empty()) {
        const std::size_t end = std::min(form.find('&'), form.size());
        const std::string_view member = form.substr(0, end);
        const std::size_t eq = std::min(member.find('='), member.size());
        if (eq > 0)
            place(root, readable(member.substr(0, eq)), readable(member.substr(std::min(eq + 1, member.size()))));
        form.remove_prefix(std::min(end + 1, form.size()));
    }
    if (root.children.empty())
        return "{}";
    std::string out;
    json::Writer writer(out);
    root.write(writer);
    return out;
}

std::variant<json::Document, Failure> readBody(json::Parser& parser, const domain::Request& request, Shape shape,
                                               const Limits& limits)
{
    if (shape == Shape::Pixel) {
        const auto data = domain::queryMember(request.query, "data");
        if (!data)
            return parsed(parser, nestedJson(request.query));
        const auto text = decodeBase64(*data);
        return text ? parsed(parser, *text) : invalidJson("The member data is not base64.");
    }
    if (request.body.size() > (shape == Shape::Batch ? limits.batchBytes : limits.singleBytes))
        return Failure{400, "payload_too_large", "Payload too large", "The body is larger than this hub takes."};
    if (looksLikeForm(request))
        return parsed(parser, nestedJson(request.body));
    return parsed(parser, request.body);
}

std::optional<std::string> basicKey(const domain::Request& request)
{
    std::string_view value = domain::header(request.headers, "Authorization");
    if (!startsWithWord(value, "basic") || value.size() < 6 || value[5] != ' ')
        return std::nullopt;
    value.remove_prefix(6);
    while (value.starts_with(' '))
        value.remove_prefix(1);
    while (value.ends_with(' '))
        value.remove_suffix(1);
    auto decoded = decodeBase64(value);
    if (!decoded)
        return std::nullopt;
    decoded->resize(std::min(decoded->find(':'), decoded->size()));
    if (decoded->empty())
        return std::nullopt;
    return decoded;
}

std::string writeKey(const domain::Request& request, json::Value body, Shape shape)
{
    if (auto key = basicKey(request))
        return *std::move(key);
    if (const json::Value own = body.find("writeKey"); !own.text().empty() && own.isString())
        return std::string(own.text());
    if (shape == Shape::Batch) {
        for (const json::Value item : body.find("batch")) {
            if (const json::Value own = item.find("writeKey"); own.isString() && !own.text().empty())
                return std::string(own.text());
        }
    }
    return domain::queryMember(request.query, "writeKey").value_or(std::string());
}

} // namespace sightglass::ingest::segment
