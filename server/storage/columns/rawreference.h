// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "storage/columns/rawsplitter.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::storage::columns {

/// What a value of the raw text repeats. The numbers are in the file: append only.
enum class RawSource : std::uint8_t {
    None,
    Text,     ///< A text member; `number` is its Member.
    Integer,  ///< A whole number; `number` is its Member.
    Time,     ///< One of the times as "2026-03-02T10:00:00.000Z"; `number` is a RawTime.
    Property, ///< The property of the name `key`.
    Trait     ///< The trait of the name `key`.
};
enum class RawTime : std::uint8_t { StatedAt, SentAt, Timestamp, EventTime, ReceivedAt };
inline constexpr std::size_t kRawTimes = 5;
inline constexpr std::size_t kRawMembers = 96; ///< Numbers of members are below.

/// Where the values of one place in the raw texts come from.
struct RawReference
{
    RawSource source = RawSource::None;
    std::uint8_t number = 0;
    std::string key;
    bool operator==(const RawReference&) const = default;
};

/// The members of one event that a raw text may repeat, by number. Views of the event.
class RawFacts
{
public:
    explicit RawFacts(const domain::Event& event);

    /// Whether the value is spelled exactly as appendTo() would spell it.
    [[nodiscard]] bool matches(const RawReference& reference, const RawLeaf& leaf) const;
    /// Appends the value; false when the event has no such member.
    [[nodiscard]] bool appendTo(std::string& out, const RawReference& reference, bool isQuoted) const;
    /// Every reference that the value matches.
    [[nodiscard]] std::vector<RawReference> candidates(const RawPlace& place, const RawLeaf& leaf) const;

private:
    struct Collector;
    [[nodiscard]] const domain::PropertyValue* value(const RawReference& reference) const;

    const domain::Event& m_event;
    std::array<std::string_view, kRawMembers> m_texts{};
    std::array<std::optional<std::int64_t>, kRawMembers> m_integers{};
    std::array<std::optional<std::int64_t>, kRawTimes> m_times{};
};

} // namespace sightglass::storage::columns
