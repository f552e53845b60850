// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/requestcounters.h"

#include <algorithm>
#include <string>

namespace sightglass::http {

RequestCounters::RequestCounters(Counters& counters)
    : m_counters(counters)
    , m_connections(counters.at("sightglass_http_connections"))
{
    const auto add = [this](std::string_view id) {
        ByClass byClass{};
        for (std::size_t statusClass = 1; statusClass < byClass.size(); ++statusClass) {
            byClass[statusClass] = &m_counters.at("sightglass_http_requests_total{route=\"" + std::string(id) +
                                                  "\",status=\"" + std::to_string(statusClass) + "xx\"}");
        }
        byClass[0] = byClass[5];
        m_answered.push_back(byClass);
    };
    for (const RouteRow& row : routes())
        add(row.id);
    add("none");
}

void RequestCounters::answered(const RouteRow* row, int status)
{
    const std::size_t index = row == nullptr ? m_answered.size() - 1 : static_cast<std::size_t>(row - routes().data());
    m_answered[index][static_cast<std::size_t>(std::clamp(status / 100, 0, 5))]->fetch_add(1,
                                                                                           std::memory_order_relaxed);
}

void RequestCounters::refused(std::string_view code)
{
    m_counters.at("sightglass_http_refused_total{reason=\"" + std::string(code) + "\"}")
        .fetch_add(1, std::memory_order_relaxed);
}

} // namespace sightglass::http
