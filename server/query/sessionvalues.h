// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sightglass::query {

/// What one property of each OpenMetrics session is now: the latest value that setSessionProps gave it, by event time,
/// receipt, message id and arrival (openmetrics §5.1, §6.5). It stays with its session, whoever owns that.
/// Read once for a question, then immutable; any thread.
class SessionValues
{
public:
    /// Errors: those of the scan, Cancelled; TooLarge past four million sessions that ever had the property.
    [[nodiscard]] static Expected<std::shared_ptr<const SessionValues>>
    read(domain::EventScan& scan, ProjectId project, const std::string& key, const domain::Cancellation& cancel);

    /// "" = it has none.
    [[nodiscard]] std::string_view of(std::string_view session) const;

private:
    class Reading;
    /// The row that says so.
    struct Latest
    {
        std::int64_t time = 0;
        std::int64_t received = 0;
        std::int64_t seq = 0;
        std::size_t chunk = 0;
        std::uint32_t row = 0;
        std::string value;
    };

    std::unordered_map<std::string, Latest> m_sessions;
};

} // namespace sightglass::query
