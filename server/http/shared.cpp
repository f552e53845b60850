// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/shared.h"

namespace sightglass::http {

namespace {

bool isServed(const RouteRow& row, const HttpParts& parts)
{
    if (row.kind == RouteKind::NotFound)
        return true;
    return row.kind == RouteKind::Socket ? static_cast<bool>(parts.live) : parts.handlers.contains(std::string(row.id));
}

} // namespace

Shared::Shared(HttpOptions httpOptions, HttpParts httpParts, AddressBlocks trustedProxies,
               AddressBlocks unlimitedAddresses, const Clock& hubClock, Counters& hubCounters)
    : options(std::move(httpOptions))
    , parts(std::move(httpParts))
    , trusted(std::move(trustedProxies))
    , manyBehind(std::move(unlimitedAddresses))
    , loopbackIsPrivate(!trusted.containsLoopback())
    , matcher(routes(), [this](const RouteRow& row) { return isServed(row, parts); })
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
