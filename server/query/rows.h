// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/query.h"
#include "domain/sourcedirectory.h"
#include "query/acquisition.h"
#include "query/dictionary.h"
#include "query/keymap.h"
#include "query/property.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace sightglass::query {

/// What a row is to the metrics, as bits.
enum RowFlag : std::uint8_t {
    kCounted = 1,     ///< Counts in `events`.
    kStarts = 2,      ///< Starts a visit when none is open.
    kExtends = 4,     ///< Moves the visit's end.
    kKeepsOpen = 8,   ///< Keeps it open: kExtends and engagement records.
    kPageview = 16,   ///< A page view, or a screen of an app.
    kIntent = 32,     ///< An interactive custom event: no bounce.
    kException = 64,
    kUnhandled = 128
};

/// One property of every row as numbers of a dictionary.
struct Dimension
{
    PropertyName property;
    std::shared_ptr<Dictionary> values = std::make_shared<Dictionary>(); ///< Of all parts of a question.
    std::vector<std::uint32_t> ids;
};

/// Which rows and columns a question needs.
struct RowRequest
{
    ProjectId project;
    domain::TimeRange range; ///< To be read, not to be counted: a day more at both ends for whole visits.
    domain::BotMode bots = domain::BotMode::Exclude;
    std::vector<PropertyName> dimensions; ///< Of the row itself; each once.
    std::vector<domain::Kind> moreKinds;  ///< Beyond events and engagement records.
    bool engagement = false;              ///< Milliseconds, depth and view of engagement records.
    bool amounts = false;
    bool unhandled = false;
    bool skipHistorical = false;
};

/// The rows of one question as columns, ordered by person and then by (event_time, received_at, message_id), metrics
/// §15.8. Excluded rows and bots not asked for are not here.
struct Rows
{
    std::vector<std::uint32_t> person; ///< Dense number of the person; 0 = nobody known.
    std::vector<std::int64_t> time;    ///< ms UTC
    std::vector<std::uint8_t> kind;
    std::vector<std::uint8_t> flags;
    std::vector<std::uint32_t> hint;   ///< Session hint; 0 = none.
    std::vector<std::uint32_t> view;
    std::vector<std::int32_t> engagementMs;
    std::vector<std::int32_t> scrollDepth; ///< -1 = absent
    std::vector<std::int64_t> revenue;     ///< Minor units; domain::kAbsent
    std::shared_ptr<Dictionary> currencies = std::make_shared<Dictionary>();
    std::vector<std::uint32_t> currency;
    std::vector<Dimension> dimensions;
    KeyMap people;
    domain::ScanStats stats;

    [[nodiscard]] std::size_t size() const { return person.size(); }
    [[nodiscard]] const Dimension* dimension(const PropertyName& property) const;
};

/// Errors: those of the scan.
[[nodiscard]] Expected<Rows> loadRows(domain::EventScan& scan, const RowRequest& request, const domain::IdentityGraph& identities,
                                      const domain::SourceDirectory* sources, const AcquisitionNames& names, const domain::Cancellation& cancel);

/// Does a row belong to the answer at all, by its verdicts?
[[nodiscard]] inline bool isWanted(std::int64_t bot, std::int64_t excluded, domain::BotMode mode)
{
    return excluded == 0 && (mode == domain::BotMode::Include || (bot != 0) == (mode == domain::BotMode::Only));
}

} // namespace sightglass::query
