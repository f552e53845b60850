// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/controlquery.h"

#include "storage/sqliteerror.h"
#include "storage/sqltext.h"

#include <QSqlError>
#include <QVariant>

namespace sightglass::storage {

namespace {

QString qt(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

ControlQuery::ControlQuery(const QSqlDatabase& database, std::string_view family, std::string_view name)
    : m_query(database)
{
    m_query.setForwardOnly(true);
    m_prepared = m_query.prepare(qt(sqlText(family, name)).trimmed());
}

ControlQuery& ControlQuery::bind(const char* parameter, std::int64_t value)
{
    m_query.bindValue(QString::fromLatin1(parameter), QVariant(qlonglong(value)));
    return *this;
}

ControlQuery& ControlQuery::bind(const char* parameter, const std::string& text)
{
    return bind(parameter, std::string_view(text));
}
ControlQuery& ControlQuery::bind(const char* parameter, std::string_view text)
{
    return bind(parameter, qt(text));
}

ControlQuery& ControlQuery::bind(const char* parameter, const QString& text)
{
    // A null string would be bound as NULL; here the empty text is meant.
    m_query.bindValue(QString::fromLatin1(parameter), text.isNull() ? QStringLiteral("") : text);
    return *this;
}

ControlQuery& ControlQuery::bind(const char* parameter, const QByteArray& bytes)
{
    m_query.bindValue(QString::fromLatin1(parameter), bytes);
    return *this;
}

Expected<void> ControlQuery::run()
{
    if (m_prepared && m_query.exec())
        return {};
    const QSqlError error = m_query.lastError();
    return unexpected(
        sqliteError(error.nativeErrorCode().toInt(), error.databaseText(), m_query.lastQuery().left(120)));
}

} // namespace sightglass::storage
