// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/event.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace sightglass::service {

/// Events of an import on their way into the store, encoded, by UTC day. An event itself is some 2 KiB, its encoded form a tenth of it.
/// Thread: any; a mutex guards it.
class DayBuffers
{
public:
    struct Row
    {
        std::int64_t source = 0;
        std::int64_t eventTime = 0;
        std::int64_t receivedAt = 0;
        std::uint64_t visitor = 0;
        std::uint64_t linkFromClient = 0;
        std::size_t bodyAt = 0;
        std::size_t bodySize = 0;
        domain::Kind kind = domain::Kind::Custom;
    };
    /// Events of one day. Not thread safe.
    class Day
    {
    public:
        void add(const domain::Event& event);
        void add(const Day& other);
        [[nodiscard]] std::size_t count() const { return m_rows.size(); }
        [[nodiscard]] std::size_t bytes() const { return m_bodies.size(); }
        /// The events first ≤ number < end. Error: Corrupt.
        [[nodiscard]] Expected<std::vector<domain::Event>> events(std::size_t first, std::size_t end) const;

    private:
        std::vector<Row> m_rows;
        std::string m_bodies;
    };
    using Days = std::map<std::int64_t, Day>; ///< By days since 1970.

    void add(const Days& days);
    [[nodiscard]] std::size_t bytes() const;
    /// Hands out a day and forgets it; nothing (count 0) when none is left.
    [[nodiscard]] Day takeOne();

private:
    mutable std::mutex m_mutex;
    Days m_days;
    std::size_t m_bytes = 0;
};

} // namespace sightglass::service
