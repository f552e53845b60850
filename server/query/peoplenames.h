// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "query/peoplepage.h"
#include "query/personkeys.h"
#include "query/report.h"
#include "query/reportjson.h"

#include <QJsonArray>

#include <cstdint>
#include <string>
#include <vector>

namespace sightglass::query {

/// What a person was last known by; empty = never.
struct PersonNames
{
    std::string userId;
    std::string anonymousId;
    std::string country;
};

/// The names of these people, in their order, from everything there is of them: the last one that was sent, by
/// (event_time, received_at, message_id). Rows that the question's `bots` leaves out and excluded ones have no say.
/// Decodes the chunks that may hold rows of theirs, on all workers; texts of others are not kept.
/// Errors: those of the scan, Cancelled.
[[nodiscard]] Expected<std::vector<PersonNames>> namesOf(const ReportContext& context,
                                                         const std::vector<std::uint64_t>& people);

/// `user_id`, `anonymous_id`, `country`; absent ones are left out.
void addNames(QJsonObject& out, const PersonNames& names);

/// A page as an answer: `rows`, `total`, and `next` when there is more. `show` makes a row of a person and their names.
/// Errors: those of namesOf().
template <typename Person, typename Show>
[[nodiscard]] Expected<QJsonObject> listOf(const ReportContext& context, PeoplePage<Person>& page, Show show)
{
    const bool hasMore = page.close();
    const auto names = namesOf(context, page.keys());
    if (!names)
        return unexpected(names.error());
    QJsonArray rows;
    for (std::size_t i = 0; i < page.entries().size(); ++i)
        rows.append(show(page.entries()[i].person, (*names)[i]));
    QJsonObject out{{QStringLiteral("rows"), rows}, {QStringLiteral("total"), number(page.total())}};
    if (hasMore)
        out.insert(QStringLiteral("next"), QString::fromStdString(peopleCursorText(page.entries().back().place)));
    return out;
}

} // namespace sightglass::query
