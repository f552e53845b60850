// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <QByteArray>
#include <QString>

#include <functional>

/// Secrets: credentials of destinations and the window's hub tokens (design §2.6). Never in the database in the clear,
/// in logs, exports or answers.
namespace sightglass::secrets {

/// Where one kind of machine keeps its secrets. A key is a short name such as "token:http://attic:8484".
/// Thread: one; `done` is called there exactly once, at the latest when the back end has answered, possibly before the
/// call returns. The store outlives what it was asked for.
/// Errors: NotFound (there is certainly no such secret), Unavailable (nobody can say: locked, or no service; never make
/// a new secret on that), Forbidden (this store is read-only, or access was refused), Corrupt, Io.
class SecretStore
{
public:
    template <typename T> using Done = std::function<void(Expected<T>)>;

    SecretStore() = default;
    SecretStore(const SecretStore&) = delete;
    SecretStore& operator=(const SecretStore&) = delete;
    virtual ~SecretStore() = default;

    virtual void get(const QString& key, Done<QByteArray> done) = 0;
    virtual void set(const QString& key, const QByteArray& secret, Done<void> done) = 0;
    virtual void remove(const QString& key, Done<void> done) = 0;
};

} // namespace sightglass::secrets
