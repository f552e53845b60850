// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace sightglass::models {

/// One step of a funnel: a page (pattern, `*` within a segment, `**` across) or an event by its name.
struct FunnelCondition
{
    bool isPage = true;
    QString text;
    bool operator==(const FunnelCondition&) const = default;
};

/// A funnel as a person puts it together (spec metrics §6). A value; kept as text in the window's preferences.
struct FunnelDefinition
{
    Q_DECLARE_TR_FUNCTIONS(FunnelDefinition)

public:
    static constexpr qsizetype kMostSteps = 10;

    QList<FunnelCondition> steps;
    bool isByVisit = false;                       ///< All steps within one visit; else by person.
    QString order = QStringLiteral("sequential"); ///< Or strict, any.
    QString window = QStringLiteral("P7D");       ///< ISO 8601, one of windows().
    bool operator==(const FunnelDefinition&) const = default;

    /// With fewer than two steps there is nothing to ask.
    [[nodiscard]] bool isComplete() const { return steps.size() >= 2; }
    /// The members of a question of the kinds `funnel` and `funnel_people`.
    [[nodiscard]] QJsonObject members() const;
    [[nodiscard]] QString toText() const;
    /// Steps that cannot be read are left out, other members become the usual ones.
    [[nodiscard]] static FunnelDefinition fromText(const QString& text);

    [[nodiscard]] static QStringList orders();
    [[nodiscard]] static QStringList windows();
    /// "in this order"
    [[nodiscard]] static QString orderText(const QString& order);
    /// "7 days"
    [[nodiscard]] static QString windowText(const QString& window);
    /// "page is /trails/*", "map_downloaded"
    [[nodiscard]] static QString conditionText(const FunnelCondition& step);
};

} // namespace sightglass::models
