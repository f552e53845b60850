// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/members.h"
#include "api/savedjson.h"

#include <QJsonArray>

namespace sightglass::api {

/// What a custom metric is made of (openmetrics §13.1): `type` (total, timeSerie, funnel), `unit` (%, int, float),
/// `desc`, `order`, and exactly one of
/// - `question`: a description of spec api §4;
/// - `formula` over letters, each bound by `bindings` to a description;
/// - `data`, pushed from outside under a `key`: a number, points {tsId, value} of a `timeStep`, or points {order,
/// value};
/// - `request`, an address that the hub asks: `{"url","params"?,"every"?}`, POST with params as JSON, every so many
/// seconds
///   (openmetrics §14.2); what it last said stands under `pulled`;
/// - `script`: text of an imported metric. Nothing ever runs it.
void addMetricMembers(Members& members, QJsonObject& body);
/// A definition in `change` takes the place of the one that `body` holds.
void dropOtherDefinitions(const QJsonObject& change, QJsonObject& body);
/// Error: InvalidInput with a pointer. Questions are checked by whoever can answer them.
[[nodiscard]] Expected<void> checkMetric(const QJsonObject& body);
[[nodiscard]] std::vector<SavedQuestion> metricQuestions(const QJsonObject& body);

inline constexpr int kUsualPullSeconds = 3600;
/// What the answer to a pulled metric's request says, in the form of its type: a bare number, a list of points, or an
/// object with either as `data`. Error: InvalidInput.
[[nodiscard]] Expected<QJsonValue> pulledData(const QJsonObject& body, const QByteArray& answer);

/// Points of a time series with those of `more` laid over them by tsId, in order (openmetrics §14.1 "append").
[[nodiscard]] QJsonArray mergedPoints(const QJsonArray& points, const QJsonArray& more);

} // namespace sightglass::api
