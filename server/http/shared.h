// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/ipaddress.h"
#include "http/addresslimits.h"
#include "http/cors.h"
#include "http/intakememory.h"
#include "http/options.h"
#include "http/requestcounters.h"
#include "http/routematcher.h"
#include "http/server.h"

#include <QSslConfiguration>

#include <atomic>
#include <cstddef>
#include <optional>
#include <vector>

namespace sightglass::http {

/// A listener as connections see it.
struct ListenerView
{
    ListenerOptions options;
    std::optional<QSslConfiguration> tls;
    std::uint16_t redirectPort = 443;
};

/// What all threads of one HttpServer read: made before they start and unchanged after, but for the counting members,
/// which are safe from any thread. Owner: HttpServer.
struct Shared
{
    /// What the options' lists of addresses hold.
    struct Networks
    {
        AddressBlocks proxies;
        AddressBlocks senders;
        AddressBlocks manyBehind;
    };
    Shared(HttpOptions options, HttpParts parts, Networks networks, const Clock& clock, Counters& counters);

    /// The handler of a row of routes(); null when nobody registered one.
    [[nodiscard]] const domain::Handler* handlerOf(const RouteRow& row) const;

    const HttpOptions options;
    const HttpParts parts;
    const AddressBlocks trusted;
    const AddressBlocks trustedSenders;
    const AddressBlocks manyBehind; ///< No limit of requests.
    const bool loopbackIsPrivate;   ///< No trusted proxy can be on this box (design §2.7).
    const RouteMatcher matcher;
    const CorsPolicy cors;
    const Clock& clock;
    std::vector<ListenerView> listeners;

    RequestCounters counters;
    IntakeMemory memory;
    AddressLimits addresses;
    std::atomic<std::size_t> connections = 0;

private:
    std::vector<const domain::Handler*> m_handlers;
};

} // namespace sightglass::http
