// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/credentialfolder.h"

#include <QDir>
#include <QFile>

namespace sightglass::secrets {

namespace {
constexpr qint64 kMostBytes = 1024 * 1024; // systemd's own limit for all credentials of a unit

Unexpected readOnly(const QString& key)
{
    return unexpected(ErrorCode::Forbidden, QStringLiteral("credentials come from systemd and cannot be changed here"),
                      key);
}
} // namespace

QString CredentialFolder::fileName(const QString& key)
{
    QString name = key;
    for (QChar& c : name) {
        const bool isAllowed = (c.unicode() < 128 && c.isLetterOrNumber()) || c == u'.' || c == u'_' || c == u'-';
        if (!isAllowed)
            c = u'-';
    }
    return name;
}

void CredentialFolder::get(const QString& key, Done<QByteArray> done)
{
    QFile file(QDir(m_folder).filePath(fileName(key)));
    if (!file.exists())
        return done(unexpected(ErrorCode::NotFound, QStringLiteral("no such credential"), file.fileName()));
    if (!file.open(QIODevice::ReadOnly))
        return done(unexpected(ErrorCode::Io, file.errorString(), file.fileName()));
    QByteArray secret = file.read(kMostBytes);
    while (secret.endsWith('\n')) // An editor's last newline is no part of a secret.
        secret.chop(1);
    done(std::move(secret));
}

void CredentialFolder::set(const QString& key, const QByteArray&, Done<void> done)
{
    done(readOnly(key));
}

void CredentialFolder::remove(const QString& key, Done<void> done)
{
    done(readOnly(key));
}

} // namespace sightglass::secrets
