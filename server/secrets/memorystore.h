// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secrets/secretstore.h"

#include <QHash>

namespace sightglass::secrets {

/// Keeps secrets until the program ends: for tests and for connections that are not to be remembered.
class MemoryStore final : public SecretStore
{
public:
    void get(const QString& key, Done<QByteArray> done) override;
    void set(const QString& key, const QByteArray& secret, Done<void> done) override;
    void remove(const QString& key, Done<void> done) override;

private:
    QHash<QString, QByteArray> m_secrets;
};

} // namespace sightglass::secrets
