// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "ingest/openmetrics/originaldocument.h"

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace sightglass::service {

/// What one import of an original server's collections remembers of documents for those that come later: when users
/// began, and in which longer periods active rows of shorter ones say that users were active. Ids are kept as hashes of
/// 64 bits: some fifty bytes a user, eight a user and period. Thread: any; a mutex guards it.
class OriginalMemory
{
public:
    using Period = ingest::openmetrics::ActivePeriod;

    void noteUser(const std::string& user, TimePoint began);
    [[nodiscard]] std::optional<TimePoint> beganAt(const std::string& user) const;

    /// False when a row of a shorter period has said so; else it now says so of the longer ones.
    [[nodiscard]] bool noteActive(const std::string& user, TimePoint begin, Period period);
    /// Rows of this period come from now on; no others may be noted while it runs.
    void beginPeriod(Period period);

private:
    mutable std::mutex m_mutex;
    std::unordered_map<std::uint64_t, TimePoint> m_users;
    std::array<std::vector<std::uint64_t>, ingest::openmetrics::kActivePeriods.size()>
        m_active; ///< By period; sorted once it has begun.
};

} // namespace sightglass::service
