// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/namehash.h"
#include "domain/eventmembers.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sightglass::domain {

/// The names under which an event's members stand in a line of JSON, each with a place of its own, so that one walk
/// over a line finds them all. A constant; thread: any.
class EventNames
{
public:
    static constexpr std::array<std::string_view, 34> kSingle{"messageId",
                                                              "userId",
                                                              "anonymousId",
                                                              "event",
                                                              "receivedAt",
                                                              "received_at",
                                                              "timestamp",
                                                              "event_time",
                                                              "stated_at",
                                                              "sent_at",
                                                              "historical",
                                                              "protocol",
                                                              "kind",
                                                              "type",
                                                              "visitor_basis",
                                                              "link_kind",
                                                              "device",
                                                              "engagement_basis",
                                                              "source_id",
                                                              "visitor",
                                                              "interactive",
                                                              "engagement_ms",
                                                              "scroll_depth",
                                                              "first_today_site",
                                                              "first_today_page",
                                                              "revenue_minor",
                                                              "value_minor",
                                                              "consent",
                                                              "number_types",
                                                              "exception",
                                                              "integrations",
                                                              "library",
                                                              "bot",
                                                              "warnings"};
    /// Where the tables of eventmembers.h begin; their order is kept.
    static constexpr std::size_t kTexts = kSingle.size();
    static constexpr std::size_t kMaps = kTexts + kTextMembers.size();
    static constexpr std::size_t kTextMaps = kMaps + kMapMembers.size();
    static constexpr std::size_t kPixels = kTextMaps + kTextMapMembers.size();
    static constexpr std::size_t kCount = kPixels + kPixelMembers.size();
    static constexpr std::size_t kNone = 255; ///< The place of a name that is not known.

    constexpr EventNames()
    {
        std::size_t place = 0;
        const auto add = [&](std::string_view name) {
            m_names[place] = name;
            std::uint8_t at = hashOf(name);
            while (m_places[at] != 0)
                ++at;
            m_places[at] = static_cast<std::uint8_t>(++place);
        };
        for (const std::string_view name : kSingle)
            add(name);
        for (const auto& member : kTextMembers)
            add(member.name);
        for (const auto& member : kMapMembers)
            add(member.name);
        for (const auto& member : kTextMapMembers)
            add(member.name);
        for (const auto& member : kPixelMembers)
            add(member.name);
    }

    [[nodiscard]] constexpr std::string_view at(std::size_t place) const { return m_names[place]; }
    [[nodiscard]] constexpr std::size_t placeOf(std::string_view name) const
    {
        for (std::uint8_t at = hashOf(name); m_places[at] != 0; ++at) {
            if (m_names[m_places[at] - 1U] == name)
                return m_places[at] - 1U;
        }
        return kNone;
    }

private:
    static_assert(kCount < 200, "the table of hashes must have room left");
    [[nodiscard]] static constexpr std::uint8_t hashOf(std::string_view name)
    {
        return static_cast<std::uint8_t>(json::nameHash(name));
    }

    std::array<std::string_view, kCount> m_names{};
    std::array<std::uint8_t, 256> m_places{}; ///< By hash, from 1 on; the next free one when it is taken.
};
inline constexpr EventNames kEventNames;

/// One of them: a literal is looked up, and checked, when it is compiled.
struct EventName
{
    consteval EventName(const char* name)
        : place(kEventNames.placeOf(name))
    {
        if (place == EventNames::kNone)
            throw "no member of an event has this name";
    }
    constexpr explicit EventName(std::size_t number)
        : place(number)
    {
    }
    std::size_t place;
};

} // namespace sightglass::domain
