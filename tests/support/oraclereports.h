// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/oracle.h"
#include "support/oraclefacts.h"

#include <QJsonObject>
#include <QJsonValue>

namespace sightglass::test {

/// One answer a kind (spec api §4), each from the sentences of metrics.md in its own file. What those leave open is
/// decided in tests/support/README.md.
[[nodiscard]] QJsonObject oracleSummary(const OracleInput& input);
[[nodiscard]] QJsonObject oracleTimeseries(const OracleInput& input);
[[nodiscard]] QJsonObject oracleBreakdown(const OracleInput& input);
[[nodiscard]] QJsonObject oracleGoals(const OracleInput& input);
[[nodiscard]] QJsonObject oracleRealtime(const OracleInput& input);
[[nodiscard]] QJsonObject oracleFunnel(const OracleInput& input);
[[nodiscard]] QJsonObject oracleRetention(const OracleInput& input);
[[nodiscard]] QJsonObject oracleActivity(const OracleInput& input);
[[nodiscard]] QJsonObject oracleJourney(const OracleInput& input);
[[nodiscard]] QJsonObject oracleAttribution(const OracleInput& input);
[[nodiscard]] QJsonObject oracleVitals(const OracleInput& input);
[[nodiscard]] QJsonObject oracleMeasures(const OracleInput& input);
[[nodiscard]] QJsonObject oracleActiveUsers(const OracleInput& input);
[[nodiscard]] QJsonObject oraclePeople(const OracleInput& input);
[[nodiscard]] QJsonObject oracleFunnelPeople(const OracleInput& input);
/// The id under which a person is listed, and what they were last called in everything that is known.
[[nodiscard]] QString oraclePersonId(std::uint64_t person);
void addOracleNames(QJsonObject& out, const OracleFacts& everything, std::uint64_t person);

/// Everything that was ever stored.
inline constexpr domain::TimeRange kAllTime{fromMs(-100'000'000'000'000), fromMs(300'000'000'000'000)};

/// A text as answers show it: absent is null.
[[nodiscard]] QJsonValue oracleValue(const std::string& text);
/// null when `b` is 0.
[[nodiscard]] QJsonValue oracleRatio(double a, double b);
/// A row that shows no action of a person: no event, or a custom event that is not interactive.
[[nodiscard]] bool isBackground(const domain::Event& event);

} // namespace sightglass::test
