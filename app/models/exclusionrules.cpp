// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/exclusionrules.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace sightglass::models {

namespace {

QStringList typedRules(const QString& text)
{
    static const QRegularExpression gap(QStringLiteral("[,;\\s]+"));
    return text.split(gap, Qt::SkipEmptyParts);
}

Expected<void> applyTyped(const QString& member, const QString& text, domain::Exclusions& exclusions)
{
    return domain::apply(QJsonObject{{member, QJsonArray::fromStringList(typedRules(text))}}, exclusions);
}

} // namespace

QList<ExclusionKind> ExclusionRules::kinds()
{
    return {{QStringLiteral("addresses"), tr("Addresses not counted"),
             tr("IP addresses and blocks such as 203.0.113.7 or 10.0.0.0/8, separated by commas.")},
            {QStringLiteral("pages"), tr("Pages not counted"),
             tr("Paths such as /admin/**: * stands for a part of a segment, ** for anything.")},
            {QStringLiteral("hosts"), tr("Hosts not counted"),
             tr("Hosts such as staging.example.org; *.example.org is every host below it.")}};
}

QString ExclusionRules::text(const domain::Exclusions& exclusions, const QString& member)
{
    QStringList out;
    const QJsonArray rules = domain::toJson(exclusions).value(member).toArray();
    for (const QJsonValue& rule : rules)
        out.append(rule.toString());
    return out.join(QStringLiteral(", "));
}

QString ExclusionRules::fault(const QString& member, const QString& text)
{
    domain::Exclusions tried;
    const Expected<void> applied = applyTyped(member, text, tried);
    if (applied)
        return {};
    const QStringList place = applied.error().where.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    const QString rule = typedRules(text).value(place.value(1, QStringLiteral("-1")).toInt());
    if (rule.isEmpty())
        return tr("There are more than %1 rules.").arg(domain::Exclusions::kMost);
    if (member == QStringLiteral("addresses"))
        return tr("%1 is neither an IP address nor a block of them.").arg(rule);
    if (member == QStringLiteral("pages"))
        return tr("%1 is no path. A path begins with / or *.").arg(rule);
    return tr("%1 is no host. A host looks like www.example.org.").arg(rule);
}

domain::Exclusions ExclusionRules::with(const domain::Exclusions& exclusions, const QString& member,
                                        const QString& text)
{
    domain::Exclusions out = exclusions;
    (void)applyTyped(member, text, out);
    return out;
}

} // namespace sightglass::models
