// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/members.h"

#include <QStringList>

#include <cmath>

namespace sightglass::api {

namespace {

QString key(const char* name)
{
    return QString::fromLatin1(name);
}

} // namespace

Members& Members::custom(const char* name, Take take)
{
    return nested(name, [name = key(name), take = std::move(take)](const QJsonValue& value) -> Expected<void> {
        const QString allowed = take(value);
        if (allowed.isEmpty())
            return {};
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("\"%1\" must be %2").arg(name, allowed));
    });
}

Members& Members::nested(const char* name, std::function<Expected<void>(const QJsonValue&)> take)
{
    m_members[key(name)] = std::move(take);
    return *this;
}

Members& Members::text(const char* name, std::string& field, qsizetype least, qsizetype most)
{
    return custom(name, [&field, least, most](const QJsonValue& value) {
        const QString text = value.toString().trimmed();
        if (!value.isString() || text.size() < least || text.size() > most)
            return QStringLiteral("a text of %1 to %2 characters").arg(least).arg(most);
        field = text.toStdString();
        return QString();
    });
}

Members& Members::truth(const char* name, bool& field)
{
    return custom(name, [&field](const QJsonValue& value) {
        if (!value.isBool())
            return QStringLiteral("true or false");
        field = value.toBool();
        return QString();
    });
}

Members& Members::number(const char* name, int& field, int least, int most)
{
    return custom(name, [&field, least, most](const QJsonValue& value) {
        const double number = value.toDouble(NAN);
        if (!(number >= least && number <= most) || number != std::floor(number))
            return QStringLiteral("a whole number from %1 to %2").arg(least).arg(most);
        field = int(number);
        return QString();
    });
}

Expected<void> Members::take(const QJsonObject& body) const
{
    for (auto it = body.begin(); it != body.end(); ++it) {
        const auto found = m_members.find(it.key());
        if (found == m_members.end()) {
            QStringList names;
            for (const auto& [name, take] : m_members)
                names.append(name);
            return unexpected(ErrorCode::InvalidInput,
                              QStringLiteral("\"%1\" is no member that can be set; allowed: %2")
                                  .arg(it.key(), names.join(QStringLiteral(", "))),
                              u'/' + it.key());
        }
        if (const Expected<void> taken = found->second(it.value()); !taken)
            return unexpected(Error{taken.error().code, taken.error().detail, u'/' + it.key() + taken.error().where});
    }
    return {};
}

} // namespace sightglass::api
