// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"
#include "pipeline/dailysecrets.h"

#include <cstdint>
#include <mutex>
#include <string_view>
#include <unordered_map>

namespace sightglass::pipeline {

/// Visitors of strict projects: a random number per visitor and day, so that nothing computed from an address is ever
/// stored (spec routes §4.1 "visitor"). The way from an address to its number is a hash under a key that never leaves
/// memory, and is forgotten with the day. Holds at most kMost visitors; the rest have no visitor. Thread: any.
class StrictVisitors
{
public:
    static constexpr std::size_t kMost = 200'000;

    StrictVisitors();
    /// The visitor's number on `day`; 0 when none can be given.
    [[nodiscard]] std::uint64_t numberOf(ProjectId project, std::string_view address, std::string_view userAgent,
                                         Day day);

private:
    std::mutex m_mutex;
    HashKey m_key;
    Day m_day{};
    std::unordered_map<std::uint64_t, std::uint64_t> m_numbers;
};

} // namespace sightglass::pipeline
