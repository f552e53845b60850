// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/ids.h"

#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sightglass::intake {

/// Browsers on their way into a bot (spec opentrace §9.4): who clicked a link with this token. A token holds for a day
/// and for the first person who comes with it. Kept in memory, at most kMost of them: those on their way when a hub
/// ends are not joined. Thread: any.
class OpenTraceHandoffs
{
public:
    static constexpr std::size_t kMost = 100'000;
    static constexpr std::size_t kTokenCharacters = 12;

    [[nodiscard]] std::string add(ProjectId project, std::string browserId, TimePoint now);
    /// The browser that this user comes from; nothing when the token is unknown, too old or somebody else's.
    [[nodiscard]] std::optional<std::string> redeem(ProjectId project, std::string_view token, std::string_view userId,
                                                    TimePoint now);

private:
    struct Handoff
    {
        ProjectId project;
        std::string browserId;
        TimePoint at{};
        std::string userId;
    };
    void forgetOld(TimePoint now);

    std::mutex m_mutex;
    std::unordered_map<std::string, Handoff> m_handoffs;
    std::deque<std::string> m_order; ///< Oldest first.
};

} // namespace sightglass::intake
