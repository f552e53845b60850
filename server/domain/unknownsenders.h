// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/event.h"

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::domain {

/// A key, id or host that requests named and no source has.
struct UnknownSender
{
    Protocol protocol = Protocol::Segment;
    std::string id; ///< As sent, cut to UnknownSenders::kIdBytes.
    std::int64_t count = 0;
    TimePoint first{};
    TimePoint last{};
};

/// Who knocked with an id that no source has, since the hub started: what "create a source for this" is offered for
/// (spec routes §3 "unknown key or id"). Holds the last kMost of them, so that a stranger who invents ids costs
/// nothing. Thread: any.
class UnknownSenders
{
public:
    static constexpr std::size_t kMost = 200;
    static constexpr std::size_t kIdBytes = 255;

    void note(Protocol protocol, std::string_view id, TimePoint at);
    /// Last seen first.
    [[nodiscard]] std::vector<UnknownSender> list() const;

private:
    mutable std::mutex m_mutex;
    std::vector<UnknownSender> m_senders;
};

} // namespace sightglass::domain
