// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/figures.h"
#include "core/expected.h"

#include <QJsonObject>
#include <QStringList>

/// Answers of POST …/query into values. Pure functions; the only error is Corrupt, with the member at fault.
namespace sightglass::client {

/// What the answer to any question cost.
[[nodiscard]] QueryStats parseStats(const QJsonObject& answer);

[[nodiscard]] Expected<Figures> parseFigures(const QJsonObject& answer, const QStringList& metrics);
[[nodiscard]] Expected<Series> parseSeries(const QJsonObject& answer);
[[nodiscard]] Expected<Breakdown> parseBreakdown(const QJsonObject& answer);
/// Answers to several questions at once: an object for parse…() each, or the error that stands in its place.
[[nodiscard]] Expected<QList<Expected<QJsonObject>>> parseAnswers(const QJsonObject& answer, qsizetype questions);
[[nodiscard]] Expected<Realtime> parseRealtime(const QJsonObject& answer);

} // namespace sightglass::client
