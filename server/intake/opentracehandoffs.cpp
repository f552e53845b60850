// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/opentracehandoffs.h"

#include <QRandomGenerator>

#include <utility>

namespace sightglass::intake {

namespace {

constexpr std::chrono::hours kHandoffLife{24};

std::string newHandoffToken()
{
    constexpr std::string_view kBase62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    std::string token;
    while (token.size() < OpenTraceHandoffs::kTokenCharacters)
        token += kBase62[QRandomGenerator::system()->bounded(static_cast<quint32>(kBase62.size()))];
    return token;
}

} // namespace

std::string OpenTraceHandoffs::add(ProjectId project, std::string browserId, TimePoint now)
{
    std::string token = newHandoffToken();
    const std::lock_guard lock(m_mutex);
    forgetOld(now);
    m_handoffs.emplace(token, Handoff{project, std::move(browserId), now, {}});
    m_order.push_back(token);
    return token;
}

std::optional<std::string> OpenTraceHandoffs::redeem(ProjectId project, std::string_view token, std::string_view userId,
                                                     TimePoint now)
{
    const std::lock_guard lock(m_mutex);
    forgetOld(now);
    const auto found = m_handoffs.find(std::string(token));
    if (found == m_handoffs.end() || found->second.project != project)
        return std::nullopt;
    Handoff& handoff = found->second;
    if (handoff.userId.empty())
        handoff.userId = userId;
    return handoff.userId == userId ? std::optional(handoff.browserId) : std::nullopt;
}

void OpenTraceHandoffs::forgetOld(TimePoint now)
{
    while (!m_order.empty()) {
        const auto oldest = m_handoffs.find(m_order.front());
        if (m_handoffs.size() < kMost && oldest != m_handoffs.end() && now - oldest->second.at < kHandoffLife)
            return;
        if (oldest != m_handoffs.end())
            m_handoffs.erase(oldest);
        m_order.pop_front();
    }
}

} // namespace sightglass::intake
