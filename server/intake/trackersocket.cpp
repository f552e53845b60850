// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/trackersocket.h"

#include "ingest/tracker/lz4.h"

namespace sightglass::intake {

namespace {

constexpr std::size_t kTrackerMessageBytes = 1024 * 1024; // spec tracker §2.14

} // namespace

TrackerSocket::TrackerSocket(TrackerIntake& tracker, domain::Request upgrade, std::function<TimePoint()> now)
    : m_tracker(tracker)
    , m_upgrade(std::move(upgrade))
    , m_now(std::move(now))
{
}

void TrackerSocket::received(std::string text)
{
    domain::Request message = m_upgrade;
    message.method = domain::Method::Post;
    message.body = std::move(text);
    message.receivedAt = m_now();
    m_tracker.message(message);
}

void TrackerSocket::receivedBytes(std::string bytes)
{
    // Bytes that are no LZ4 go the same way as a text that is no object.
    received(ingest::tracker::decompressLz4(bytes, kTrackerMessageBytes).value_or(std::string()));
}

} // namespace sightglass::intake
