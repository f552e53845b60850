// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/tallysource.h"

#include <optional>

namespace sightglass::query {

namespace {

Expected<QJsonObject> metricsOver(ReportContext& context, const domain::TimeRange& range)
{
    const auto source = TallySource::open(context, range);
    if (!source)
        return unexpected(source.error());
    const CellRequest all{{}, {}, tallyNeeds(context)};
    const auto counted = (*source)->count({&all, 1});
    if (!counted)
        return unexpected(counted.error());
    return metricsObject(context, {counted->tallies.front(), *(*source)->vocabulary().currencies(), context.project.currency}, 0);
}

/// The number of a metric; of money when there is one currency.
std::optional<double> plainNumber(const QJsonValue& value, QString& currency)
{
    if (value.isDouble())
        return value.toDouble();
    const QJsonObject money = value.toObject();
    if (money.size() != 1)
        return std::nullopt;
    currency = money.begin().key();
    return money.begin().value().toString().toDouble();
}

/// (now − before) / before, null when before is 0 (metrics §1 "Comparison").
QJsonValue change(const QJsonValue& now, const QJsonValue& before)
{
    QString currencyNow;
    QString currencyBefore;
    const auto a = plainNumber(now, currencyNow);
    const auto b = plainNumber(before, currencyBefore);
    if (!a || !b || *b == 0 || currencyNow != currencyBefore)
        return QJsonValue::Null;
    return (*a - *b) / *b;
}

} // namespace

Expected<QJsonObject> summary(ReportContext& context)
{
    const auto now = metricsOver(context, context.query.range);
    if (!now)
        return unexpected(now.error());
    QJsonObject out{{QStringLiteral("metrics"), *now}};
    if (!context.query.compare)
        return out;
    const auto before = metricsOver(context, *context.query.compare);
    if (!before)
        return unexpected(before.error());
    QJsonObject changes;
    for (auto it = now->begin(); it != now->end(); ++it)
        changes.insert(it.key(), change(it.value(), before->value(it.key())));
    out.insert(QStringLiteral("compare"), *before);
    out.insert(QStringLiteral("change"), changes);
    return out;
}

} // namespace sightglass::query
