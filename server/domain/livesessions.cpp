// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/livesessions.h"

#include "core/utf8.h"

#include <algorithm>
#include <utility>

namespace sightglass::domain {

namespace {

constexpr std::string LiveSession::*kLiveTexts[] = {&LiveSession::address, &LiveSession::userAgent, &LiveSession::url,
                                                    &LiveSession::fbclid,  &LiveSession::ttclid,    &LiveSession::gclid,
                                                    &LiveSession::fbp,     &LiveSession::fbc,       &LiveSession::ttp};

std::string liveKey(std::string_view source, std::string_view session)
{
    // The length keeps "a" + "bc" and "ab" + "c" apart.
    return std::to_string(source.size()).append(":").append(source).append(session);
}

} // namespace

void LiveSessions::note(std::string_view source, std::string_view session, LiveSession seen)
{
    std::string key = liveKey(source, session);
    const std::lock_guard lock(m_mutex);
    forgetOld(seen.at);
    auto known = m_byKey.find(key);
    if (known == m_byKey.end()) {
        if (m_order.size() >= kMost)
            forgetFirst();
        const auto added = m_order.insert(m_order.end(), Entry{std::move(key), std::string(source), {}});
        known = m_byKey.emplace(added->key, added).first;
    } else {
        m_order.splice(m_order.end(), m_order, known->second);
    }
    LiveSession& kept = known->second->session;
    kept.at = std::max(kept.at, seen.at);
    for (std::string LiveSession::*const text : kLiveTexts) {
        if ((seen.*text).empty())
            continue;
        kept.*text = cutUtf8(seen.*text, kTextBytes);
    }
}

std::optional<LiveSession> LiveSessions::find(std::string_view source, std::string_view session, TimePoint now) const
{
    const std::lock_guard lock(m_mutex);
    const auto known = m_byKey.find(liveKey(source, session));
    if (known == m_byKey.end() || now - known->second->session.at >= kActive)
        return std::nullopt;
    return known->second->session;
}

LiveCount LiveSessions::count(std::string_view source, TimePoint now) const
{
    LiveCount count;
    const std::lock_guard lock(m_mutex);
    for (const Entry& entry : m_order) {
        if (entry.source != source || now - entry.session.at >= kActive)
            continue;
        ++count.active;
        if (now - entry.session.at < kHeartbeat)
            ++count.heartbeats;
    }
    return count;
}

void LiveSessions::forgetOld(TimePoint now)
{
    while (!m_order.empty() && now - m_order.front().session.at >= kActive)
        forgetFirst();
}

void LiveSessions::forgetFirst()
{
    m_byKey.erase(m_order.front().key);
    m_order.pop_front();
}

} // namespace sightglass::domain
