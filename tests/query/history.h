// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/project.h"
#include "query/acquisition.h"
#include "query/engine.h"
#include "support/memoryscan.h"

#include <QDateTime>
#include <QJsonObject>

#include <array>
#include <functional>
#include <random>
#include <vector>

namespace sightglass::test {

inline constexpr std::int64_t kWebSource = 1;
inline constexpr std::int64_t kAppSource = 2;

/// Knows one app source: kAppSource.
class TwoSources final : public domain::SourceDirectory
{
public:
    Entry byWriteKey(std::string_view) const override { return {}; }
    Entry byId(SourceId id) const override;
    Entry firstOfProject(ProjectId) const override { return {}; }
    Entry openModeSource() const override { return {}; }
};

[[nodiscard]] domain::Project testProject();
/// Visitor keys are hashes: people spread over all parts of a question. Of a random history, 900 + n is user un and
/// 100 + n anonymous an.
[[nodiscard]] std::uint64_t visitorKey(std::uint64_t number);
/// A small history: few people, pages and minutes, so that everything collides with everything.
[[nodiscard]] std::vector<domain::Event> randomHistory(std::mt19937_64& random, TimePoint from,
                                                       std::chrono::minutes span, int events);
/// All kinds of descriptions.
inline constexpr std::array kAllKinds{"summary",   "timeseries",   "breakdown", "realtime",     "funnel",
                                      "retention", "activity",     "journey",   "attribution",  "vitals",
                                      "measures",  "active_users", "people",    "funnel_people"};
/// The kinds that the engine answers, and whether it knows cohorts: what questions at random ask. A new report adds its
/// name here.
inline constexpr auto kAnsweredKinds = kAllKinds;
inline constexpr bool kCohortsAnswered = true;
[[nodiscard]] bool isAnswered(const QString& kind);
/// A description over that history with random kind, filters, metrics and goal; always valid.
[[nodiscard]] QJsonObject randomDescription(std::mt19937_64& random, TimePoint from, std::chrono::minutes span);
[[nodiscard]] QJsonObject randomDescription(std::mt19937_64& random, TimePoint from, std::chrono::minutes span,
                                            const QString& kind);
[[nodiscard]] query::AcquisitionNames testNames();

/// A time as descriptions write it.
[[nodiscard]] inline QString iso(TimePoint t)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(t), Qt::UTC).toString(Qt::ISODateWithMs);
}

/// The answer without "query" and "stats"; {"error": …} when there is none.
[[nodiscard]] QJsonObject answerOf(domain::EventScan& scan, const QJsonObject& description, TimePoint now,
                                   const domain::Project& project = testProject(),
                                   const query::EngineLimits& limits = {});
/// The answers to several, asked together.
[[nodiscard]] std::vector<QJsonObject> answersOf(domain::EventScan& scan, const std::vector<QJsonObject>& descriptions,
                                                 TimePoint now, const domain::Project& project = testProject(),
                                                 const query::EngineLimits& limits = {});
/// People a handful of rows at a time, on three threads.
inline constexpr query::EngineLimits kSmallParts{10, 3};
/// The oracle's answer to the same.
[[nodiscard]] QJsonObject oracleOf(const std::vector<domain::Event>& events, const QJsonObject& description,
                                   TimePoint now, const domain::Project& project = testProject());
/// Where two answers differ, "" when nowhere; numbers may differ by a billionth.
[[nodiscard]] QString difference(const QJsonValue& a, const QJsonValue& b, const QString& at = {});
/// The fewest events for which `fails` still holds, found by leaving out runs of them.
[[nodiscard]] std::vector<domain::Event> shrink(std::vector<domain::Event> events,
                                                const std::function<bool(const std::vector<domain::Event>&)>& fails);
/// One line an event, for a failing test.
[[nodiscard]] QString drawn(const std::vector<domain::Event>& events);

} // namespace sightglass::test
