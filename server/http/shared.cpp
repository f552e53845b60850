// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/shared.h"

namespace sightglass::http {

namespace {

bool isServed(const RouteRow& row, const HttpParts& parts)
{
    if (row.kind == RouteKind::NotFound)
        return true;
    const std::string id(row.id);
    return row.kind == RouteKind::Socket ? parts.sockets.contains(id) : parts.handlers.contains(id);
}

/// The rows that are served, and the names that a script has besides its own.
RouteMatcher matcherOf(const HttpOptions& options, const HttpParts& parts)
{
    RouteMatcher matcher(routes(), [&parts](const RouteRow& row) { return isServed(row, parts); });
    for (const RouteRow& row : routes()) {
        if (row.id != "umami.script" || !isServed(row, parts))
            continue;
        for (const std::string& path : options.scriptNames)
            matcher.alsoAt(path, row);
    }
    return matcher;
}

} // namespace

Shared::Shared(HttpOptions httpOptions, HttpParts httpParts, Networks networks, const Clock& hubClock,
               Counters& hubCounters)
    : options(std::move(httpOptions))
    , parts(std::move(httpParts))
    , trusted(std::move(networks.proxies))
    , trustedSenders(std::move(networks.senders))
    , manyBehind(std::move(networks.manyBehind))
    , loopbackIsPrivate(!trusted.containsLoopback())
    , matcher(matcherOf(options, parts))
    , cors(options.corsOrigins)
    , clock(hubClock)
    , counters(hubCounters)
    , memory(options.limits.intakeMemoryBytes)
    , addresses(options.limits)
{
    for (const RouteRow& row : routes()) {
        const auto found = parts.handlers.find(std::string(row.id));
        m_handlers.push_back(found == parts.handlers.end() ? nullptr : &found->second);
    }
}

const domain::Handler* Shared::handlerOf(const RouteRow& row) const
{
    return m_handlers[static_cast<std::size_t>(&row - routes().data())];
}

} // namespace sightglass::http
