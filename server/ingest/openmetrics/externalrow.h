// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "core/json.h"
#include "domain/event.h"
#include "ingest/openmetrics/call.h"

#include <QTimeZone>

#include <string>
#include <vector>

namespace sightglass::ingest::openmetrics {

/// Which columns of somebody else's file say what; all others are properties (spec openmetrics §14.3, §14.4).
/// "" = no column says it.
struct ExternalColumns
{
    std::string user;
    std::string session;
    std::string name;
    std::string time;
    std::string id;
    TimeUnit unit = TimeUnit::ByMagnitude;
    QTimeZone zone = QTimeZone("UTC"); ///< Of times that name none.
    bool flagsActivity = false; ///< Events count as activity at their own time; otherwise never by arrival (§14.3).
};

/// By the usual names, case and separators ignored: uid, user_id, userId, sessionId, event, name, ts, timestamp, time,
/// id …
[[nodiscard]] ExternalColumns guessColumns(const std::vector<std::string>& names);

/// What a text from CSV means: a number that reads back as the same text, true, false, null for nothing, else the text.
[[nodiscard]] std::string jsonOfCell(std::string_view cell);

/// One row as an event, checked like those of a call (§4.3): it needs a name, a user or a session, and a time. Its
/// message id is its own id, else a hash of user, session, name, time and properties, so that a file that comes twice
/// adds nothing. Pure; thread: any. Error: InvalidInput, `where` names the column.
[[nodiscard]] Expected<domain::Event> eventOfRow(json::Value row, const ExternalColumns& columns);

/// One row as properties of its user, said at `now`: all columns but the user's. Error: InvalidInput.
[[nodiscard]] Expected<domain::Event> propertiesOfRow(json::Value row, const ExternalColumns& columns, TimePoint now);

} // namespace sightglass::ingest::openmetrics
