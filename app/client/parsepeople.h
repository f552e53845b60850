// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/peoplefigures.h"
#include "core/expected.h"

namespace sightglass::client {

/// Errors of all: Corrupt when what the answer is about is missing.
[[nodiscard]] Expected<Funnel> parseFunnel(const QJsonObject& answer);
/// Of the kinds `people` and `funnel_people`.
[[nodiscard]] Expected<PeoplePage> parsePeople(const QJsonObject& answer);
[[nodiscard]] Expected<Person> parsePerson(const QJsonObject& answer);
[[nodiscard]] Expected<TimelinePage> parseTimeline(const QJsonObject& answer);
[[nodiscard]] Expected<Activity> parseActivity(const QJsonObject& answer);

} // namespace sightglass::client
