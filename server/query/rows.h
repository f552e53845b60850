// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/keymap.h"
#include "domain/query.h"
#include "domain/sourcedirectory.h"
#include "query/acquisition.h"
#include "query/dictionary.h"
#include "query/property.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace sightglass::query {

/// What a row is to the metrics, as bits.
enum RowFlag : std::uint8_t {
    kCounted = 1,   ///< Counts in `events`.
    kStarts = 2,    ///< Starts a visit when none is open.
    kExtends = 4,   ///< Moves the visit's end.
    kKeepsOpen = 8, ///< Keeps it open: kExtends and engagement records.
    kPageview = 16, ///< A page view, or a screen of an app.
    kIntent = 32,   ///< An interactive custom event: no bounce.
    kException = 64,
    kUnhandled = 128
};

/// One property of every row as numbers of a dictionary that all parts of a question share.
struct Dimension
{
    PropertyName property;
    std::shared_ptr<const Dictionary> values;
    std::vector<std::uint32_t> ids;
};

/// Which rows and columns a question needs.
struct RowRequest
{
    ProjectId project;
    domain::TimeRange range; ///< To be read, not to be counted.
    domain::BotMode bots = domain::BotMode::Exclude;
    std::vector<PropertyName> dimensions; ///< Of the row itself; each once.
    std::vector<domain::Kind> moreKinds;  ///< Beyond events and engagement records.
    bool engagement = false;              ///< Milliseconds, depth and view of engagement records.
    bool views = false;                   ///< View ids, also without the rest of engagement.
    bool amounts = false;
    bool unhandled = false;
    bool skipHistorical = false;
    bool visits = false;   ///< Visits are to be cut: also engagement records, hints, and a day more at both ends.
    bool ofPeople = false; ///< Dimensions are properties of people, on rows of every kind; nothing else is read.
};

/// The rows of one part of a question as columns, ordered by person and then by (event_time, received_at, message_id),
/// metrics §15.8. Excluded rows and bots not asked for are not here.
struct Rows
{
    std::vector<std::uint32_t> person; ///< Dense number of the person within the part; 0 = nobody known, in no order.
    std::vector<std::int64_t> time;    ///< ms UTC
    std::vector<std::uint8_t> kind;
    std::vector<std::uint8_t> flags;
    std::vector<std::uint32_t> hint; ///< Session hint; 0 = none. Empty when no row of the question has one.
    std::vector<std::uint32_t> view; ///< 0 = none. This and the next four are empty when not asked for.
    std::vector<std::int32_t> engagementMs;
    std::vector<std::int32_t> scrollDepth; ///< -1 = absent
    std::vector<std::int64_t> revenue;     ///< Minor units; domain::kAbsent
    std::vector<std::uint32_t> currency;
    std::vector<Dimension> dimensions;

    domain::KeyMap people;            ///< Key → person.
    std::vector<std::uint64_t> keys;  ///< By person; [0] is 0.
    std::vector<std::uint32_t> first; ///< By person, and one past the last: where their rows begin.

    [[nodiscard]] std::size_t size() const { return person.size(); }
    /// Null when it was not asked for.
    [[nodiscard]] const Dimension* dimension(const PropertyName& property) const;
};

/// What happened without the person doing anything: kinds that are no events, and custom events that are not
/// interactive (openmetrics §8.9, §12.2). Neither activity nor an obstacle in a strict funnel.
[[nodiscard]] inline bool isBackground(const Rows& rows, std::size_t row)
{
    const std::uint8_t flags = rows.flags[row];
    return !(flags & kCounted) ||
           (rows.kind[row] == static_cast<std::uint8_t>(domain::Kind::Custom) && !(flags & kIntent));
}

} // namespace sightglass::query
