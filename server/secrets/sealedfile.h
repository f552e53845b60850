// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/secretstore.h"

#include <QHash>

namespace sightglass::secrets {

/// Secrets of a box without a keychain: one file sealed with libsodium's secretbox (XSalsa20-Poly1305) under a random
/// key in a second file, both mode 0600. This keeps secrets out of backups of the data and out of sight, not from
/// whoever can read both files. A key file that others may read is refused (Forbidden); a sealed file that does not
/// open is Corrupt and is never overwritten.
class SealedFile final : public SecretStore
{
public:
    SealedFile(QString sealedPath, QString keyPath)
        : m_sealedPath(std::move(sealedPath))
        , m_keyPath(std::move(keyPath))
    {
    }

    void get(const QString& key, Done<QByteArray> done) override;
    void set(const QString& key, const QByteArray& secret, Done<void> done) override;
    void remove(const QString& key, Done<void> done) override;

private:
    using Secrets = QHash<QString, QByteArray>;
    [[nodiscard]] Expected<QByteArray> readKey() const;
    [[nodiscard]] Expected<QByteArray> readOrMakeKey() const;
    [[nodiscard]] Expected<Secrets> read() const;
    [[nodiscard]] Expected<void> write(const Secrets& secrets) const;

    const QString m_sealedPath;
    const QString m_keyPath;
};

} // namespace sightglass::secrets
