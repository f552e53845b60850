// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/counters.h"
#include "http/routes.h"

#include <array>
#include <string_view>
#include <vector>

namespace sightglass::http {

/// The layer's counters, looked up once: sightglass_http_requests_total{route,status}, …_refused_total{reason} and the
/// open connections. Thread: any.
class RequestCounters
{
public:
    explicit RequestCounters(Counters& counters);

    /// `row` null: a path nobody claims.
    void answered(const RouteRow* row, int status);
    void refused(std::string_view code);
    void connectionOpened() { m_connections.fetch_add(1, std::memory_order_relaxed); }
    void connectionClosed() { m_connections.fetch_sub(1, std::memory_order_relaxed); }

private:
    using ByClass = std::array<Counters::Counter*, 6>; ///< Index is status / 100.

    Counters& m_counters;
    Counters::Counter& m_connections;
    std::vector<ByClass> m_answered; ///< By row, the last for unclaimed paths.
};

} // namespace sightglass::http
