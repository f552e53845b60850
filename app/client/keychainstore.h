// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/secretstore.h"

#include <QObject>

namespace sightglass::client {

/// Secrets in the desktop's keychain, through QtKeychain. GUI thread, asynchronous.
///
/// QtKeychain answers OtherError when no secret service runs, and EntryNotFound from a locked keyring as well as for a
/// missing entry. So NotFound is only answered after a probe entry could be written and read back; until then it is
/// Unavailable. There is no step down to a file here: that is for the person to switch on.
class KeychainStore final : public QObject, public secrets::SecretStore
{
    Q_OBJECT

public:
    explicit KeychainStore(QString service, QObject* parent = nullptr)
        : QObject(parent)
        , m_service(std::move(service))
    {
    }

    void get(const QString& key, Done<QByteArray> done) override;
    void set(const QString& key, const QByteArray& secret, Done<void> done) override;
    void remove(const QString& key, Done<void> done) override;

private:
    void tellMissingFromLocked(const QString& key, Done<QByteArray> done);
    void read(const QString& key, Done<QByteArray> done);

    const QString m_service;
};

} // namespace sightglass::client
