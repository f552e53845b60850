// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/query.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

#include <functional>
#include <optional>
#include <string_view>

namespace sightglass::query {

[[nodiscard]] std::string_view name(domain::QueryKind);
[[nodiscard]] std::string_view name(domain::Interval);
[[nodiscard]] std::string_view name(domain::BotMode);
[[nodiscard]] std::string_view name(domain::Operator);
[[nodiscard]] std::optional<domain::QueryKind> parseQueryKind(std::string_view);
[[nodiscard]] std::optional<domain::Interval> parseInterval(std::string_view);
[[nodiscard]] std::optional<domain::BotMode> parseBotMode(std::string_view);
[[nodiscard]] std::optional<domain::Operator> parseOperator(std::string_view);

/// Reads filters and conditions, counting what one description may hold altogether.
/// Error: InvalidInput with `where` = the pointer given + the offending member.
class FilterReader
{
public:
    using SavedGoal = std::function<std::optional<domain::Condition>(const std::string& id)>;
    explicit FilterReader(SavedGoal savedGoal = {})
        : m_savedGoal(std::move(savedGoal))
    {
    }

    [[nodiscard]] Expected<std::vector<domain::Filter>> filters(const QJsonValue& value, const QString& pointer, int depth = 0);
    [[nodiscard]] Expected<domain::Filter> filter(const QJsonValue& value, const QString& pointer, int depth = 0);
    /// A condition, or the id of a saved goal.
    [[nodiscard]] Expected<domain::Condition> goal(const QJsonValue& value, const QString& pointer, int depth = 0);

private:
    [[nodiscard]] Expected<domain::Filter> leaf(const QJsonObject& object, const QString& pointer, int depth);
    [[nodiscard]] Expected<std::vector<std::string>> values(const QJsonValue& value, const QString& pointer);
    [[nodiscard]] Expected<domain::Condition> condition(const QJsonObject& object, const QString& pointer, int depth);
    [[nodiscard]] Expected<void> threshold(const QJsonObject& object, const QString& member, const QString& pointer, domain::Condition& out);

    SavedGoal m_savedGoal;
    int m_nodes = 0;
    int m_values = 0;
    int m_goals = 0;
};

/// Error InvalidInput at the first member that is not in the list.
[[nodiscard]] Expected<void> onlyMembers(const QJsonObject& object, const QStringList& allowed, const QString& pointer);
[[nodiscard]] Unexpected invalid(const QString& detail, const QString& pointer);
/// `key` as one step of a JSON pointer.
[[nodiscard]] QString step(const QString& key);

} // namespace sightglass::query
