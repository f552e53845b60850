// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/tlsfiles.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

namespace sightglass::http {

namespace {

Expected<QByteArray> readFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unexpected(ErrorCode::Io, QStringLiteral("Cannot read %1: %2.").arg(path, file.errorString()), path);
    return file.readAll();
}

} // namespace

Expected<QSslConfiguration> loadTls(const std::string& certificateFile, const std::string& keyFile)
{
    if (certificateFile.empty() || keyFile.empty())
        return unexpected(ErrorCode::InvalidInput,
                          QStringLiteral("A TLS listener needs a certificate file and a key file."));
    const QString certificatePath = QString::fromStdString(certificateFile);
    const QString keyPath = QString::fromStdString(keyFile);
    auto certificatePem = readFile(certificatePath);
    if (!certificatePem)
        return unexpected(certificatePem.error());
    auto keyPem = readFile(keyPath);
    if (!keyPem)
        return unexpected(keyPem.error());
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*certificatePem, QSsl::Pem);
    if (chain.isEmpty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("%1 holds no PEM certificate.").arg(certificatePath),
                          certificatePath);
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        const QSslKey key(*keyPem, algorithm, QSsl::Pem);
        if (key.isNull())
            continue;
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificateChain(chain);
        configuration.setPrivateKey(key);
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        configuration.setProtocol(QSsl::TlsV1_2OrLater);
        return configuration;
    }
    return unexpected(ErrorCode::InvalidInput,
                      QStringLiteral("%1 holds no RSA or EC key without a passphrase.").arg(keyPath), keyPath);
}

} // namespace sightglass::http
