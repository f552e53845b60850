// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/jsonmembers.h"

namespace sightglass::query {

Unexpected invalid(const QString& detail, const QString& pointer)
{
    return unexpected(ErrorCode::InvalidInput, detail, pointer);
}

QString step(const QString& key)
{
    QString out = key;
    return u'/' + out.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
}

Expected<void> onlyMembers(const QJsonObject& object, const QStringList& allowed, const QString& pointer)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!allowed.contains(it.key()))
            return invalid(QStringLiteral("unknown member; allowed: ") + allowed.join(u' '), pointer + step(it.key()));
    }
    return {};
}

Expected<int> wholeNumber(const QJsonValue& value, int otherwise, int least, int most, const QString& pointer)
{
    if (value.isUndefined())
        return otherwise;
    const double number = value.toDouble(least - 1.0);
    if (!(number >= least && number <= most) || number != static_cast<int>(number))
        return invalid(QStringLiteral("must be a whole number from %1 to %2").arg(least).arg(most), pointer);
    return static_cast<int>(number);
}

} // namespace sightglass::query
