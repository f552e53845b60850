// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/query.h"

#include <QJsonArray>
#include <QJsonObject>

#include <vector>

namespace sightglass::test {

/// A history drawn as text, one visitor a line or after "|", each with what they did:
///     u1: /pricing 10:00, signup 10:10{revenue=42.50 EUR}, sync~ 10:11, @identify d1 09:00
/// A word with a slash is a page view, another a custom event by that name, "~" makes it not interactive, "@" names a
/// kind. Times are of 2026-03-02 (UTC), or so many days later: d3 alone is noon. In braces, members by name; "hash" and
/// "nobody" say how the visitor is known. Text that is none of this ends the test program.
[[nodiscard]] std::vector<domain::Event> drawnHistory(const QString& drawing);
/// The time of "10:00", "d3" or "d3 09:00:30".
[[nodiscard]] TimePoint drawnTime(const QString& text);

/// A question over the drawn days `from` up to `to`, without filters.
[[nodiscard]] domain::Query drawnQuestion(domain::QueryKind kind, const QString& from, const QString& to);
[[nodiscard]] domain::Condition page(const char* pattern);
[[nodiscard]] domain::Condition eventNamed(const char* name);
/// property is value
[[nodiscard]] domain::Filter is(const char* property, const char* value);

/// The answer, {"error": …} when there is none. In one part and in a chunk for every three events.
[[nodiscard]] QJsonObject askDrawn(const std::vector<domain::Event>& events, const domain::Query& query, TimePoint now,
                                   const char* timezone = "UTC", bool weekStartsOnSunday = false);
/// One member of every object of a list, e.g. the counts of a funnel's steps, as compact JSON text.
[[nodiscard]] QString members(const QJsonValue& list, const char* member);
[[nodiscard]] QString compact(const QJsonValue& value);

} // namespace sightglass::test
