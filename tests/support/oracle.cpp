// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oracle.h"

#include "support/oraclereports.h"

namespace sightglass::test {

using domain::QueryKind;

QJsonValue oracleValue(const std::string& text)
{
    return text.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(QString::fromStdString(text));
}

QJsonValue oracleRatio(double a, double b)
{
    return b == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(a / b);
}

bool isBackground(const domain::Event& event)
{
    return !domain::countsAsEvent(event.kind) || (event.kind == domain::Kind::Custom && !event.interactive);
}

QJsonObject oracle(const OracleInput& input)
{
    switch (input.query.kind) {
    case QueryKind::Summary: return oracleSummary(input);
    case QueryKind::Timeseries: return oracleTimeseries(input);
    case QueryKind::Breakdown: return input.query.property == "goal" ? oracleGoals(input) : oracleBreakdown(input);
    case QueryKind::Realtime: return oracleRealtime(input);
    case QueryKind::Funnel: return oracleFunnel(input);
    case QueryKind::Retention: return oracleRetention(input);
    case QueryKind::Activity: return oracleActivity(input);
    case QueryKind::Journey: return oracleJourney(input);
    case QueryKind::Attribution: return oracleAttribution(input);
    case QueryKind::Vitals: return oracleVitals(input);
    case QueryKind::Measures: return oracleMeasures(input);
    case QueryKind::ActiveUsers: return oracleActiveUsers(input);
    case QueryKind::People: return oraclePeople(input);
    case QueryKind::FunnelPeople: return oracleFunnelPeople(input);
    }
    return {};
}

} // namespace sightglass::test
