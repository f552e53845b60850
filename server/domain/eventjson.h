// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "core/json.h"
#include "domain/event.h"

#include <QJsonObject>

#include <optional>
#include <string>
#include <string_view>

namespace sightglass::domain {

/// An event in the shape of the NDJSON export, of `/events` and of `/live` (spec api §1 `export`): Segment's names
/// (`messageId type event userId anonymousId timestamp receivedAt properties traits context`) for programs that know
/// those, and every member of spec routes §4.1 under its own name, which is what eventFromJson() reads. Absent members
/// are left out. Times are RFC 3339 in UTC with milliseconds; ids and the visitor key are text.
///
/// The way there and back loses nothing but what does not travel (project, sequence, link keys). Whole numbers are JSON
/// numbers at any size; `number_types` names the properties whose type a JSON number cannot tell (2.0 is no whole
/// number), with their exact text.
void appendJson(std::string& out, const Event& event);
/// The same as an object, for answers; a map's keys lose their order in it.
[[nodiscard]] QJsonObject toJson(const Event& event);

/// Members that are not known are ignored. Without `kind`, Segment's `type` says what it is.
/// Errors: InvalidInput, `where` the JSON pointer of the wrong member.
[[nodiscard]] Expected<Event> eventFromJson(json::Value json);
/// The same into an event that was used before, which keeps the memory of its texts. After an error it is good for that
/// only.
[[nodiscard]] Expected<void> readEvent(json::Value json, Event& event);

/// "2026-03-02T10:00:00.000Z"; years beyond four digits are written with a sign and six digits.
[[nodiscard]] std::string timeText(TimePoint time);
[[nodiscard]] std::optional<TimePoint> parseTimeText(std::string_view text);

} // namespace sightglass::domain
