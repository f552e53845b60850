// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/query.h"
#include "query/jsonmembers.h"
#include "query/querynames.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

#include <functional>
#include <optional>

namespace sightglass::query {

/// Where ids in a description lead, and in which zone the ranges of its cohorts lie. What is missing cannot be named.
struct FilterSources
{
    std::function<std::optional<domain::Condition>(const std::string& id)> savedGoal;
    std::function<std::optional<QJsonArray>(const std::string& id)> savedSegment;
    std::function<std::optional<QJsonObject>(const std::string& id)> savedCohort;
    std::function<Expected<domain::TimeRange>(const QJsonObject& rule, const QString& pointer)> range;
};

/// Reads filters and conditions, counting what one description may hold altogether: what is saved is read again like
/// what is sent, so limits hold across ids, and a thing that holds itself is an error. Lives for one description.
/// Error: InvalidInput with `where` = the pointer given + the offending member; within saved things that of the id.
class FilterReader
{
public:
    explicit FilterReader(FilterSources sources = {})
        : m_sources(std::move(sources))
    {
    }

    [[nodiscard]] Expected<std::vector<domain::Filter>> filters(const QJsonValue& value, const QString& pointer,
                                                                int depth = 0);
    [[nodiscard]] Expected<domain::Filter> filter(const QJsonValue& value, const QString& pointer, int depth = 0);
    /// A condition, or the id of a saved goal.
    [[nodiscard]] Expected<domain::Condition> goal(const QJsonValue& value, const QString& pointer, int depth = 0);

private:
    [[nodiscard]] Expected<domain::Filter> leaf(const QJsonObject& object, const QString& pointer, int depth);
    [[nodiscard]] Expected<std::vector<std::string>> values(const QJsonValue& value, const QString& pointer);
    [[nodiscard]] Expected<domain::Condition> condition(const QJsonObject& object, const QString& pointer, int depth);
    [[nodiscard]] Expected<void> threshold(const QJsonObject& object, const QString& member, const QString& pointer,
                                           domain::Condition& out);
    [[nodiscard]] Expected<domain::Filter> segment(const QJsonValue& value, const QString& pointer, int depth);
    [[nodiscard]] Expected<domain::Filter> cohort(const QJsonValue& value, const QString& pointer, int depth);
    [[nodiscard]] Expected<domain::Filter> people(const QJsonValue& value, const QString& pointer, int depth);
    [[nodiscard]] Expected<domain::Filter> knownBy(const char* property, const QJsonValue& ids, const QString& pointer);
    [[nodiscard]] Expected<domain::Filter> cohortRule(const QJsonObject& rule, const QString& pointer, int depth);
    /// Reads the saved thing `name`, e.g. "segment 7"; its errors point at `pointer`, where it is named.
    template <typename Read>
    [[nodiscard]] auto inside(const QString& name, const QString& pointer, Read read) -> decltype(read());

    FilterSources m_sources;
    QStringList m_open; ///< The saved things being read, outermost first.
    int m_nodes = 0;
    int m_values = 0;
    int m_goals = 0;
    int m_cohorts = 0;
    int m_people = 0;
};

/// What one description may hold altogether.
inline constexpr int kMaxFilterDepth = 32;
inline constexpr int kMaxFilterNodes = 1000;
inline constexpr int kMaxListedPeople = 10'000;
/// Filter::property of an `any` that is a fixed list of people: who had one of these user ids, or of these anonymous
/// ids.
inline constexpr const char* kPeopleList = "people";
inline constexpr qsizetype kMaxPatternChars = 1000; // spec api §4

} // namespace sightglass::query
