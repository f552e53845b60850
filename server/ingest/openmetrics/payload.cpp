// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/openmetrics/payload.h"

#include "ingest/openmetrics/querytext.h"

#include <algorithm>

namespace sightglass::ingest::openmetrics {

namespace {

Failure badPayload(const DialectReader::Problem& problem)
{
    std::string line = "bad q: ";
    line.append(problem.reason).append(" at ").append(std::to_string(problem.at));
    return {400, "bad_q", std::move(line)};
}

} // namespace

std::variant<Payload, Failure> PayloadReader::read(const domain::Request& request, bool plusIsBlank)
{
    const auto problem = request.method == domain::Method::Post ? m_dialect.read(bodyText(request.body), m_json)
                                                                : readQuery(request.target, plusIsBlank);
    if (problem)
        return badPayload(*problem);
    const auto document = m_parser.parse(m_json);
    if (!document)
        return badPayload({"not readable", 0});
    if (!document->root.isObject())
        return Failure{400, "bad_q", "bad q: object expected"};
    return Payload{document->root, m_dialect.relaxed()};
}

/// The first candidate that can be read wins; if none can, the first one's fault is told.
std::optional<DialectReader::Problem> PayloadReader::readQuery(std::string_view target, bool plusIsBlank)
{
    const auto candidates = payloadCandidates(rawQuery(target));
    if (!candidates)
        return DialectReader::Problem{"missing", 0};
    std::optional<DialectReader::Problem> first;
    for (const std::string_view candidate : *candidates) {
        const auto problem = m_dialect.read(payloadText(candidate, plusIsBlank), m_json);
        if (!problem)
            return std::nullopt;
        if (!first)
            first = problem;
    }
    return first;
}

std::string writeKey(const domain::Request& request, json::Value payload)
{
    if (auto key = domain::queryMember(request.query, "k"); key && !key->empty())
        return *std::move(key);
    constexpr std::string_view kScheme = "Bearer ";
    if (const std::string_view header = domain::header(request.headers, "Authorization"); header.starts_with(kScheme))
        return std::string(header.substr(kScheme.size()));
    return std::string(payload.find("key").text());
}

std::string sessionCookie(const domain::Request& request)
{
    constexpr std::string_view kName = "_metricId=";
    std::string_view rest = domain::header(request.headers, "Cookie");
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(';'), rest.size());
        std::string_view cookie = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        while (cookie.starts_with(' '))
            cookie.remove_prefix(1);
        if (cookie.starts_with(kName))
            return bodyText(domain::percentDecode(cookie.substr(kName.size())));
    }
    return {};
}

} // namespace sightglass::ingest::openmetrics
