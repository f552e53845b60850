// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "singleinstance.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QLocalSocket>

namespace sightglass {

namespace {
constexpr int kAnswerMs = 500;

QString nameOf(const QString& dataDirectory)
{
    const QFileInfo info(dataDirectory);
    const QString path = info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();
    const QByteArray digest = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return QStringLiteral("sightglass-") + qEnvironmentVariable("USER") + QLatin1Char('-') +
           QString::fromLatin1(digest);
}
} // namespace

SingleInstance::SingleInstance(const QString& dataDirectory, QObject* parent)
    : QObject(parent)
    , m_name(nameOf(dataDirectory))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* socket = m_server.nextPendingConnection())
            socket->deleteLater();
        Q_EMIT raiseRequested();
    });
}

bool SingleInstance::isFirst()
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (socket.waitForConnected(kAnswerMs))
        return false;
    QLocalServer::removeServer(m_name); // Left behind by a crash: nobody answered there.
    m_server.listen(m_name);
    return true;
}

} // namespace sightglass
