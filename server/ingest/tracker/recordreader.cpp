// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/recordreader.h"

#include "core/jsonwriter.h"
#include "core/utf8.h"
#include "core/wholenumber.h"
#include "ingest/membertext.h"
#include "ingest/tracker/texts.h"
#include "ingest/tracker/uuids.h"

#include <algorithm>
#include <set>

namespace sightglass::ingest::tracker {

namespace {

using domain::Method;

constexpr std::string_view kFormType = "application/x-www-form-urlencoded";

std::string usable(std::string text)
{
    std::erase(text, '\0');
    return isUtf8(text) ? text : repairUtf8(text);
}

void appendText(std::string& members, std::string_view key, std::string value)
{
    if (key.empty())
        return;
    json::appendName(members, key, members.empty());
    json::appendString(members, usable(std::move(value)));
}

/// The members of an object that are not null.
void appendMembers(std::string& members, json::Value object)
{
    for (const json::Value member : object) {
        if (member.isAbsentOrNull() || member.key().empty())
            continue;
        json::appendName(members, lowerText(member.key()), members.empty());
        json::appendValue(members, member);
    }
}

/// Calls `visit(name, value)` for each cookie of the header.
template <typename Visit> void forEachCookie(std::string_view rest, Visit visit)
{
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        const std::string_view cookie = trimmedText(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (const std::size_t equals = cookie.find('='); equals != std::string_view::npos)
            visit(cookie.substr(0, equals), domain::percentDecode(cookie.substr(equals + 1)));
    }
}

std::string withoutPrefix(std::string key)
{
    constexpr std::string_view kPrefix = "utm_";
    for (std::size_t at = key.find(kPrefix); at != std::string::npos; at = key.find(kPrefix))
        key.erase(at, kPrefix.size());
    return key;
}

bool isInteger(std::string_view text)
{
    const auto number = decimalOf(text);
    return number && wholeOf(*number) && text.find_first_of(".eE") == std::string_view::npos;
}

bool isForm(const domain::Request& request)
{
    return lowerText(domain::header(request.headers, "Content-Type")).starts_with(kFormType);
}

} // namespace

json::Value Body::find(std::string_view key) const
{
    return root.isArray() && root.count() > 0 ? (*root.begin()).find(key) : root.find(key);
}

Body RecordReader::readBody(const domain::Request& request)
{
    if (request.method == Method::Get || request.body.empty())
        return {};
    const auto document = m_bodyParser.parse(request.body);
    return document ? Body{document->root} : Body{};
}

void RecordReader::read(const domain::Request& request, const Body& body, const domain::TextMap& defaults,
                        const Options& options, ProblemCounts& problems, const Visit& visit)
{
    m_common.clear();
    for (const auto& [key, value] : defaults)
        appendText(m_common, key, value);
    readHeader(domain::header(request.headers, "User"));
    readCookies(request);
    readPath(request.captures);
    readQuery(request.query, options);
    if (request.method == Method::Get || request.body.empty())
        return visitRecord({}, visit);
    std::string members;
    if (body.root.isArray())
        return readList(body.root, options, problems, visit);
    if (body.root.isObject())
        appendMembers(members, body.root);
    else if (isForm(request))
        readPairs(request.body, members);
    else
        ++problems[static_cast<std::size_t>(Problem::BadJson)];
    visitRecord(members, visit);
}

void RecordReader::readList(json::Value list, const Options& options, ProblemCounts& problems, const Visit& visit)
{
    std::size_t visited = 0;
    for (const json::Value item : list) {
        if (!item.isObject()) {
            ++problems[static_cast<std::size_t>(Problem::BadJson)];
        } else if (visited == options.batch) {
            ++problems[static_cast<std::size_t>(Problem::TooMany)];
        } else {
            std::string members;
            appendMembers(members, item);
            visitRecord(members, visit);
            ++visited;
        }
    }
    if (visited == 0)
        visitRecord({}, visit);
}

void RecordReader::visitRecord(const std::string& members, const Visit& visit)
{
    std::string text = "{" + m_common;
    if (!m_common.empty() && !members.empty())
        text += ',';
    text.append(members).append("}");
    if (const auto record = m_recordParser.parse(text))
        visit(record->root);
}

void RecordReader::readHeader(std::string_view user)
{
    if (user.empty())
        return;
    if (const auto document = m_headerParser.parse(user); document && document->root.isObject())
        appendMembers(m_common, document->root);
}

/// Below a base path the cookies of the host application are its own (spec routes C42).
void RecordReader::readCookies(const domain::Request& request)
{
    const bool ownsAll = request.basePath.empty();
    forEachCookie(domain::header(request.headers, "Cookie"), [&](std::string_view name, std::string value) {
        const bool isId = name == "uid" || name == "oid";
        if (name == "vid" || (ownsAll && (name == "sid" || name == "ehash")))
            appendText(m_common, name, std::move(value));
        else if (name == "CookieConsent" && isInteger(value))
            appendText(m_common, "cflags", std::move(value));
        else if (ownsAll && isId && uuidOf(value))
            appendText(m_common, name, std::move(value));
        else if (ownsAll && name == "sess" && m_common.find(R"("sid":)") == std::string::npos)
            appendText(m_common, "sid", std::move(value));
    });
}

void RecordReader::readPath(const std::vector<std::string>& segments)
{
    for (std::size_t i = 0; i + 1 < segments.size(); i += 2)
        appendText(m_common, lowerText(usable(segments[i])), segments[i + 1]);
}

void RecordReader::readQuery(std::string_view query, const Options& options)
{
    if (!options.ignoreQueryKey.empty() && domain::queryMember(query, options.ignoreQueryKey))
        return;
    readPairs(query, m_common);
}

void RecordReader::readPairs(std::string_view encoded, std::string& members)
{
    std::set<std::string> seen;
    while (!encoded.empty()) {
        const std::size_t end = std::min(encoded.find('&'), encoded.size());
        const std::string_view member = encoded.substr(0, end);
        encoded.remove_prefix(std::min(end + 1, encoded.size()));
        const std::size_t equals = std::min(member.find('='), member.size());
        const std::string key = withoutPrefix(lowerText(usable(domain::percentDecode(member.substr(0, equals), true))));
        std::string value = domain::percentDecode(member.substr(std::min(equals + 1, member.size())), true);
        const bool isUnsetId = value.empty() && (key == "vid" || key == "sid" || key == "uid"); // the cookie stands
        if (!key.empty() && !isUnsetId && seen.insert(key).second)
            appendText(members, key, std::move(value));
    }
}

} // namespace sightglass::ingest::tracker
