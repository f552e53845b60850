// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/question.h"

#include <QDateTime>
#include <QJsonArray>

namespace sightglass::client {

QString toText(TimePoint time)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(time), Qt::UTC).toString(Qt::ISODateWithMs);
}

QJsonObject toJson(const FilterTerm& term)
{
    QJsonObject out{{QStringLiteral("property"), term.property}, {QStringLiteral("op"), term.op}};
    if (term.values.size() == 1)
        out.insert(QStringLiteral("value"), term.values.first());
    else if (!term.values.isEmpty())
        out.insert(QStringLiteral("value"), QJsonArray::fromStringList(term.values));
    return out;
}

namespace {

void insertText(QJsonObject& out, const QString& member, const QString& text)
{
    if (!text.isEmpty())
        out.insert(member, text);
}

void insertPeriod(QJsonObject& out, const Period& period)
{
    if (period.from && period.to) {
        out.insert(QStringLiteral("from"), toText(*period.from));
        out.insert(QStringLiteral("to"), toText(*period.to));
    } else {
        out.insert(QStringLiteral("range"), period.range);
    }
}

QJsonValue comparison(const Period& period)
{
    if (!period.from || !period.to)
        return QStringLiteral("previous");
    QJsonObject out;
    insertPeriod(out, period);
    return out;
}

} // namespace

QJsonObject toJson(const Question& question)
{
    QJsonObject out{{QStringLiteral("kind"), question.kind}};
    if (question.kind != QStringLiteral("realtime"))
        insertPeriod(out, question.period);
    insertText(out, QStringLiteral("timezone"), question.timezone);
    insertText(out, QStringLiteral("bots"), question.bots);
    insertText(out, QStringLiteral("interval"), question.interval);
    insertText(out, QStringLiteral("property"), question.property);
    insertText(out, QStringLiteral("sort"), question.sort);
    if (!question.metrics.isEmpty())
        out.insert(QStringLiteral("metrics"), QJsonArray::fromStringList(question.metrics));
    if (question.compare)
        out.insert(QStringLiteral("compare"), comparison(*question.compare));
    if (question.limit > 0)
        out.insert(QStringLiteral("limit"), question.limit);
    if (!question.filters.isEmpty()) {
        QJsonArray filters;
        for (const FilterTerm& term : question.filters)
            filters.append(toJson(term));
        out.insert(QStringLiteral("filters"), filters);
    }
    for (auto it = question.members.begin(); it != question.members.end(); ++it)
        out.insert(it.key(), it.value());
    return out;
}

} // namespace sightglass::client
