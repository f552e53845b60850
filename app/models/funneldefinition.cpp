// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/funneldefinition.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace sightglass::models {

namespace {

const QString kPage = QStringLiteral("page");
const QString kEvent = QStringLiteral("event");

} // namespace

QStringList FunnelDefinition::orders()
{
    return {QStringLiteral("sequential"), QStringLiteral("strict"), QStringLiteral("any")};
}

QStringList FunnelDefinition::windows()
{
    return {QStringLiteral("PT1H"), QStringLiteral("P1D"),  QStringLiteral("P7D"),
            QStringLiteral("P14D"), QStringLiteral("P30D"), QStringLiteral("P90D")};
}

QString FunnelDefinition::orderText(const QString& order)
{
    if (order == QStringLiteral("strict"))
        return tr("in this order with nothing between");
    return order == QStringLiteral("any") ? tr("in any order") : tr("in this order");
}

QString FunnelDefinition::windowText(const QString& window)
{
    if (window == QStringLiteral("PT1H"))
        return tr("1 hour");
    return tr("%n days", nullptr, window.mid(1).chopped(1).toInt());
}

QString FunnelDefinition::conditionText(const FunnelCondition& step)
{
    return step.isPage ? tr("page is %1").arg(step.text) : step.text;
}

QJsonObject FunnelDefinition::members() const
{
    QJsonArray conditions;
    for (const FunnelCondition& step : steps)
        conditions.append(QJsonObject{{step.isPage ? kPage : kEvent, step.text}});
    return {{QStringLiteral("steps"), conditions},
            {QStringLiteral("window"), window},
            {QStringLiteral("order"), order},
            {QStringLiteral("unit"), isByVisit ? QStringLiteral("visit") : QStringLiteral("person")}};
}

QString FunnelDefinition::toText() const
{
    return QString::fromUtf8(QJsonDocument(members()).toJson(QJsonDocument::Compact));
}

FunnelDefinition FunnelDefinition::fromText(const QString& text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    FunnelDefinition out;
    const QJsonArray conditions = object.value(QStringLiteral("steps")).toArray();
    for (const QJsonValue& value : conditions) {
        const QJsonObject condition = value.toObject();
        const bool isPage = condition.contains(kPage);
        const QString what = condition.value(isPage ? kPage : kEvent).toString();
        if (!what.isEmpty() && out.steps.size() < kMostSteps)
            out.steps.append({isPage, what});
    }
    const QString order = object.value(QStringLiteral("order")).toString();
    if (orders().contains(order))
        out.order = order;
    const QString window = object.value(QStringLiteral("window")).toString();
    if (windows().contains(window))
        out.window = window;
    out.isByVisit = object.value(QStringLiteral("unit")).toString() == QStringLiteral("visit");
    return out;
}

} // namespace sightglass::models
