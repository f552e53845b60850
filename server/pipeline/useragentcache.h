// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/useragentparser.h"

#include <cstdint>
#include <string_view>

namespace sightglass::pipeline {

/// Results of the parser for the texts seen last, kept per thread without a lock: most requests repeat one. Holds at
/// most kSlots results per thread, half a megabyte when full; a text takes the place of another with the same slot.
class UserAgentCache
{
public:
    static constexpr std::size_t kSlots = 512;

    explicit UserAgentCache(const UserAgentParser& parser);
    /// Valid until this thread asks again.
    [[nodiscard]] const UserAgent& find(std::string_view text) const;

private:
    const UserAgentParser& m_parser;
    std::uint64_t m_id; ///< Tells the results of two caches apart, which share a thread's slots.
};

} // namespace sightglass::pipeline
