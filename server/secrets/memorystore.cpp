// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "secrets/memorystore.h"

namespace sightglass::secrets {

void MemoryStore::get(const QString& key, Done<QByteArray> done)
{
    const auto found = m_secrets.constFind(key);
    if (found == m_secrets.constEnd())
        done(unexpected(ErrorCode::NotFound, QStringLiteral("no such secret"), key));
    else
        done(*found);
}

void MemoryStore::set(const QString& key, const QByteArray& secret, Done<void> done)
{
    m_secrets.insert(key, secret);
    done({});
}

void MemoryStore::remove(const QString& key, Done<void> done)
{
    m_secrets.remove(key);
    done({});
}

} // namespace sightglass::secrets
