// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/call.h"

namespace sightglass::api {

/// Answers a description (spec api §4) with what openmetrics §8.5 and §8.8 add to every kind: `identified_only` leaves
/// anonymous users out, `groups` (ids of saved segments) asks the same of each group. Then the answer is
/// `{"groups":[{"group","name","answer"}]}`; groups may overlap and are never summed.
/// Errors: those of a question; NotFound for an unknown group; InvalidInput for more than twenty.
[[nodiscard]] Expected<QJsonObject> answerGrouped(const Call& call, const domain::Project& project);

/// Answers the descriptions in `queries`, 1 to 32, as one reading where it can: {"answers":[answer or {"error":
/// problem}]}, in their order. Each may say `identified_only`, none may have groups. Errors: InvalidInput for what is
/// no list of descriptions; Cancelled; those of a question stand in its place.
[[nodiscard]] Expected<QJsonObject> answerTogether(const Call& call, const domain::Project& project);

} // namespace sightglass::api
