// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/rejectionjson.h"

#include "core/clock.h"

#include <QDateTime>

namespace sightglass::api {

QJsonObject toJson(const domain::Rejection& rejection)
{
    QJsonObject out{
        {QStringLiteral("at"), QDateTime::fromMSecsSinceEpoch(toMs(rejection.at), Qt::UTC).toString(Qt::ISODateWithMs)},
        {QStringLiteral("reason"), QString::fromStdString(rejection.reason)},
        {QStringLiteral("detail"), QString::fromStdString(rejection.detail)},
        {QStringLiteral("protocol"), QString::fromUtf8(domain::name(rejection.protocol))},
        {QStringLiteral("excerpt"), QString::fromStdString(rejection.excerpt)}};
    if (rejection.source.isValid())
        out.insert(QStringLiteral("source_id"), QString::number(rejection.source.value));
    if (rejection.items > 1)
        out.insert(QStringLiteral("items"), static_cast<double>(rejection.items));
    if (!rejection.key.empty())
        out.insert(QStringLiteral("key"), QString::fromStdString(rejection.key));
    return out;
}

} // namespace sightglass::api
