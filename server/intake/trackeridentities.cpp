// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/trackeridentities.h"

#include <QRandomGenerator>
#include <QUuid>

#include <chrono>

namespace sightglass::intake {

namespace {

constexpr std::chrono::minutes kTrackerSessionGap{30};
constexpr std::size_t kTrackerSessions = 100'000;
/// From 1582-10-15 to 1970-01-01, in units of 100 ns (RFC 9562 §5.1).
constexpr std::uint64_t kGregorianOffset = 0x01B21DD213814000;

} // namespace

std::string timeUuid(TimePoint time)
{
    auto& random = *QRandomGenerator::global();
    const std::uint64_t noise = random.generate64();
    // Milliseconds are all a request knows of its time; the finer digits keep ids of one millisecond apart.
    const std::uint64_t ticks = kGregorianOffset + static_cast<std::uint64_t>(toMs(time)) * 10'000 + noise % 10'000;
    const std::uint32_t more = random.generate();
    const auto byte = [](std::uint64_t value, unsigned shift) { return static_cast<uchar>(value >> shift); };
    return QUuid(static_cast<uint>(ticks), static_cast<ushort>(ticks >> 32U),
                 static_cast<ushort>(((ticks >> 48U) & 0x0fffU) | 0x1000U),
                 static_cast<uchar>((byte(more, 0) & 0x3fU) | 0x80U), byte(more, 8),
                 static_cast<uchar>(byte(noise, 16) | 0x01U), // a node that is no network card
                 byte(noise, 24), byte(noise, 32), byte(noise, 40), byte(noise, 48), byte(noise, 56))
        .toString(QUuid::WithoutBraces)
        .toStdString();
}

std::string TrackerSessions::sessionOf(std::string_view visitor, TimePoint now)
{
    const std::lock_guard lock(m_mutex);
    if (m_sessions.size() >= kTrackerSessions) {
        std::erase_if(m_sessions,
                      [now](const auto& entry) { return now - entry.second.lastSeen >= kTrackerSessionGap; });
        if (m_sessions.size() >= kTrackerSessions)
            m_sessions.clear();
    }
    Session& session = m_sessions[std::string(visitor)];
    if (session.id.empty() || now - session.lastSeen >= kTrackerSessionGap)
        session.id = timeUuid(now);
    session.lastSeen = now;
    return session.id;
}

std::string TrackerIdentities::newId()
{
    return timeUuid(m_now);
}

} // namespace sightglass::intake
