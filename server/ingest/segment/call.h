// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sightglass::ingest::segment {

/// The six calls of the Segment protocol (spec segment §5.3).
enum class Call : std::uint8_t { Track, Identify, Page, Screen, Group, Alias };

[[nodiscard]] std::string_view name(Call call);
/// The call of a whole name; nothing for anything else.
[[nodiscard]] std::optional<Call> parseCall(std::string_view name);
/// The same for a path's word, which may be the first letter alone (spec segment §1).
[[nodiscard]] std::optional<Call> parseCallWord(std::string_view word);

/// Limits of spec segment §6.
struct Limits
{
    std::size_t singleBytes = 1 << 20;
    std::size_t batchBytes = 8 << 20;
    std::size_t itemBytes = 1 << 20;
    std::size_t items = 10'000;
    std::size_t idBytes = 1024;
    std::size_t nameBytes = 1024;
    bool refuseLongTexts = false; ///< Ids and names past their limit are errors instead of being cut.

    [[nodiscard]] static constexpr Limits strict() { return {32 << 10, 512'000, 32 << 10, 2'500, 255, 200, true}; }
};

/// Settings of the hub that concern this protocol.
struct Options
{
    Limits limits;
    bool lenientStatus = false; ///< `segment_lenient_status`: batches without a valid event are answered 200.
};

} // namespace sightglass::ingest::segment
