// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/secretstore.h"

namespace sightglass::secrets {

/// The folder systemd hands to a service ($CREDENTIALS_DIRECTORY, systemd.exec(5) "LoadCredential="): one file per
/// secret, read-only. Characters of a key that a credential's name may not have become '-'.
class CredentialFolder final : public SecretStore
{
public:
    explicit CredentialFolder(QString folder)
        : m_folder(std::move(folder))
    {
    }

    void get(const QString& key, Done<QByteArray> done) override;
    void set(const QString& key, const QByteArray& secret, Done<void> done) override;
    void remove(const QString& key, Done<void> done) override;

    [[nodiscard]] static QString fileName(const QString& key);

private:
    const QString m_folder;
};

} // namespace sightglass::secrets
