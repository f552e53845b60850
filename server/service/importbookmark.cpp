// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/importbookmark.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace sightglass::service {

namespace {

constexpr qint64 kRecognised = 1024 * 1024;

} // namespace

Expected<ImportBookmark> ImportBookmark::of(const QString& path, ProjectId project, const QByteArray& way,
                                            const QString& folder)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unexpected(ErrorCode::Io, QStringLiteral("%1 cannot be read: %2").arg(path, file.errorString()));
    if (!QDir().mkpath(folder))
        return unexpected(ErrorCode::Io, QStringLiteral("%1 cannot be made").arg(folder));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray(QByteArray::number(qint64(project.value)) + ' ' + QByteArray::number(file.size()) + ' '));
    hash.addData(QByteArray(QByteArray::number(way.size()) + ' ' + way));
    hash.addData(file.read(kRecognised));
    ImportBookmark out;
    out.m_path = folder + u'/' + QString::fromLatin1(hash.result().toHex().left(32)) + QStringLiteral(".json");
    return out;
}

ImportBookmark::Place ImportBookmark::read() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject place = QJsonDocument::fromJson(file.readAll()).object();
    return {place.value(QLatin1String("offset")).toInteger(0), place.value(QLatin1String("line")).toInteger(1)};
}

Expected<void> ImportBookmark::write(const Place& place) const
{
    QSaveFile file(m_path);
    const QJsonObject text{{QStringLiteral("offset"), qint64(place.offset)},
                           {QStringLiteral("line"), qint64(place.line)}};
    if (file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(text).toJson()) > 0 && file.commit())
        return {};
    return unexpected(ErrorCode::Io, QStringLiteral("%1 cannot be written: %2").arg(m_path, file.errorString()));
}

void ImportBookmark::remove() const
{
    QFile::remove(m_path);
}

} // namespace sightglass::service
