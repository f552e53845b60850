// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "ingest/tracker/uuids.h"

#include <mutex>
#include <string>
#include <unordered_map>

namespace sightglass::intake {

/// Sessions that the hub gave to visitors whose client names none; one lasts until half an hour has passed without an
/// event (spec tracker §5). At most so many are remembered; then the forgotten visitor's next event begins a new one.
/// Thread: any.
class TrackerSessions
{
public:
    [[nodiscard]] std::string sessionOf(std::string_view visitor, TimePoint now);

private:
    struct Session
    {
        std::string id;
        TimePoint lastSeen{};
    };
    std::mutex m_mutex;
    std::unordered_map<std::string, Session> m_sessions;
};

/// Ids made for one request. Thread: one at a time.
class TrackerIdentities final : public ingest::tracker::Identities
{
public:
    TrackerIdentities(TrackerSessions& sessions, TimePoint now)
        : m_sessions(sessions)
        , m_now(now)
    {
    }
    [[nodiscard]] std::string newId() override;
    [[nodiscard]] std::string sessionOf(std::string_view visitor) override
    {
        return m_sessions.sessionOf(visitor, m_now);
    }

private:
    TrackerSessions& m_sessions;
    const TimePoint m_now;
};

/// A UUID of version 1 that says when it was made (RFC 9562 §5.1); its node is random.
[[nodiscard]] std::string timeUuid(TimePoint time);

} // namespace sightglass::intake
