// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/posthog/requestbody.h"

#include "core/charset.h"
#include "core/contentdecoding.h"
#include "ingest/base64.h"

#include <algorithm>
#include <optional>

namespace sightglass::ingest::posthog {

namespace {

constexpr std::string_view kForm = "application/x-www-form-urlencoded";
constexpr CharSet kBlanks(std::string_view(" \t\r\n"));

bool isGzip(std::string_view bytes)
{
    return bytes.starts_with("\x1f\x8b");
}

bool isJsonText(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    text = kBlanks.trim(text);
    return text.starts_with('{') || text.starts_with('[');
}

bool isForm(const domain::Request& request)
{
    const std::string_view type = domain::header(request.headers, "Content-Type").substr(0, kForm.size());
    return std::equal(type.begin(), type.end(), kForm.begin(), kForm.end(),
                      [](char a, char b) { return asciiLower(a) == b; });
}

/// Whether a text may hold so many values that reading it would take many times its size of memory.
bool isTooDense(std::string_view text)
{
    constexpr std::ptrdiff_t kMostValues = 2'000'000;
    constexpr CharSet kBefore(std::string_view(",[{"));
    return std::count_if(text.begin(), text.end(), [&](char c) { return kBefore.contains(c); }) > kMostValues;
}

/// Replaces gzip by what it holds.
std::optional<Failure> gunzip(std::string& bytes, std::size_t limit)
{
    if (!isGzip(bytes))
        return std::nullopt;
    auto inflated = decodeContent(ContentEncoding::Gzip, bytes, limit);
    if (!inflated) {
        return inflated.error().code == ErrorCode::TooLarge
                   ? tooLarge("The body is larger than this path takes once it is inflated.")
                   : invalidPayload("The body begins like gzip, but is broken or cut short.");
    }
    bytes = *std::move(inflated);
    return std::nullopt;
}

/// Replaces a form or query by its member `data`; `text` stays as it is when it is neither.
std::optional<Failure> takeData(const domain::Request& request, std::string& text)
{
    const bool isGet = request.method != domain::Method::Post;
    const bool looksLikeForm = text.starts_with("data=") || (isForm(request) && !isJsonText(text));
    if (!isGet && !looksLikeForm)
        return std::nullopt;
    const std::string form = isGet ? request.query : std::move(text);
    if (domain::queryMember(form, "compression") == "lz64")
        return invalidPayload("The compression lz64 is not read here.");
    auto data = domain::queryMember(form, "data");
    if (!data)
        return invalidPayload("There is no member data.");
    text = *std::move(data);
    return std::nullopt;
}

} // namespace

std::variant<std::string, Failure> bodyText(const domain::Request& request, std::size_t limit)
{
    if (domain::queryMember(request.query, "compression") == "lz64")
        return invalidPayload("The compression lz64 is not read here.");
    std::string text = request.body;
    if (auto failure = gunzip(text, limit))
        return *std::move(failure);
    if (auto failure = takeData(request, text))
        return *std::move(failure);
    if (isJsonText(text))
        return text;
    auto decoded = decodeBase64(kBlanks.trim(text));
    if (!decoded || decoded->empty())
        return invalidPayload("The body is neither JSON nor base64.");
    if (auto failure = gunzip(*decoded, limit))
        return *std::move(failure);
    return *std::move(decoded);
}

std::variant<json::Document, Failure> readBody(json::Parser& parser, const domain::Request& request, std::size_t limit)
{
    auto text = bodyText(request, limit);
    if (auto* failure = std::get_if<Failure>(&text))
        return std::move(*failure);
    if (isTooDense(std::get<std::string>(text)))
        return tooLarge("The body holds more values than are taken at once.");
    auto document = parser.parse(std::get<std::string>(text));
    if (!document)
        return invalidPayload("The body is " + document.error().detail.toStdString() + ".");
    return *document;
}

} // namespace sightglass::ingest::posthog
