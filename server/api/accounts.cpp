// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resources.h"
#include "domain/passwordhash.h"

#include <QUuid>

namespace sightglass::api {

namespace {

QJsonObject accountJson(const domain::TrackerAccount& account)
{
    return {{QStringLiteral("id"), toQString(account.id)}, {QStringLiteral("createdAt"), timeText(account.createdAt)}};
}

} // namespace

Answer listAccounts(const Call& call)
{
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    QJsonArray all;
    for (const domain::TrackerAccount& account : call.parts.store.shortLinks().accounts())
        all.append(accountJson(account));
    return list(all, *page);
}

/// `password`; `id`, a UUID, is made when it is left out. A known id gets another password.
Answer setAccount(const Call& call)
{
    const QString password = call.body.value(QStringLiteral("password")).toString();
    if (password.isEmpty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("an account needs a password"),
                          QStringLiteral("/password"));
    const QString sent = call.body.value(QStringLiteral("id")).toString();
    const QUuid id = sent.isEmpty() ? QUuid::createUuid() : QUuid::fromString(sent);
    if (id.isNull())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("an account's id is a UUID"), QStringLiteral("/id"));
    domain::TrackerAccount account;
    account.id = id.toString(QUuid::WithoutBraces).toStdString();
    account.createdAt = call.parts.clock.now();
    Expected<std::string> hash = domain::hashPassword(password.toStdString());
    if (!hash)
        return unexpected(hash.error());
    account.passwordHash = std::move(*hash);
    if (const Expected<void> done = call.parts.store.shortLinks().setAccount(account); !done)
        return unexpected(done.error());
    if (const Expected<void> written = audit(call, "account.set", toQString(account.id)); !written)
        return unexpected(written.error());
    return json(accountJson(account), 201);
}

Answer removeAccount(const Call& call)
{
    const std::string& id = call.ids.front();
    if (const Expected<void> removed = call.parts.store.shortLinks().removeAccount(id); !removed)
        return unexpected(removed.error());
    if (const Expected<void> written = audit(call, "account.remove", toQString(id)); !written)
        return unexpected(written.error());
    return noContent();
}

} // namespace sightglass::api
