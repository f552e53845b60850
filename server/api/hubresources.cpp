// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/rejectionjson.h"
#include "api/resourcejson.h"
#include "api/resources.h"
#include "api/sourceids.h"

namespace sightglass::api {

Answer listTokens(const Call& call)
{
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    const Expected<std::vector<domain::Token>> tokens = call.parts.store.control().tokens();
    if (!tokens)
        return unexpected(tokens.error());
    QJsonArray all;
    for (const domain::Token& token : *tokens)
        all.append(toJson(token));
    return list(all, *page);
}

Answer addToken(const Call& call)
{
    domain::Token token;
    if (const Expected<void> applied = apply(call.body, token); !applied)
        return unexpected(applied.error());
    if (token.name.empty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("a token needs a name"), QStringLiteral("/name"));
    token.createdAt = call.parts.clock.now();
    const QByteArray text = makeTokenText();
    const Expected<domain::Token> added = call.parts.store.control().addToken(token, tokenHash(text));
    if (!added)
        return unexpected(added.error());
    if (const Expected<void> written = audit(call, "token.add", QStringLiteral("token %1").arg(toQString(added->name)));
        !written)
        return unexpected(written.error());
    QJsonObject out = toJson(*added);
    out.insert(QStringLiteral("token"), QString::fromLatin1(text));
    return json(out, 201);
}

Answer removeToken(const Call& call)
{
    const Expected<std::int64_t> id = parseId(call.ids.front());
    if (!id)
        return unexpected(id.error());
    if (const Expected<void> removed = call.parts.store.control().removeToken(TokenId(*id)); !removed)
        return unexpected(removed.error());
    if (const Expected<void> written = audit(call, "token.remove", QStringLiteral("token %1").arg(*id)); !written)
        return unexpected(written.error());
    return noContent();
}

/// `values`: key → value. `items`: the whole table with default, origin, unit, what is allowed.
Answer getSettings(const Call& call)
{
    const QJsonArray items = call.parts.settings.describe();
    QJsonObject values;
    for (const QJsonValue& item : items)
        values.insert(item[QStringLiteral("key")].toString(), item[QStringLiteral("value")]);
    return json({{QStringLiteral("values"), values}, {QStringLiteral("items"), items}});
}

/// Body: key → value. All or none.
Answer changeSettings(const Call& call)
{
    const Expected<QJsonObject> kept = call.parts.settings.change(call.body);
    if (!kept)
        return unexpected(kept.error());
    if (const Expected<void> stored = call.parts.store.control().setSettings(*kept); !stored)
        return unexpected(stored.error());
    if (const Expected<void> written = audit(call, "settings.change", kept->keys().join(QStringLiteral(", ")));
        !written)
        return unexpected(written.error());
    return getSettings(call);
}

Answer listAudit(const Call& call)
{
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    const std::int64_t wanted = std::min<std::int64_t>(page->cursor + page->limit + 1, 1'000'000);
    const Expected<std::vector<storage::AuditEntry>> entries = call.parts.store.control().auditLog(int(wanted));
    if (!entries)
        return unexpected(entries.error());
    QJsonArray all;
    for (const storage::AuditEntry& entry : *entries)
        all.append(QJsonObject{{QStringLiteral("at"), timeText(entry.at)},
                               {QStringLiteral("actor"), entry.actor},
                               {QStringLiteral("action"), entry.action},
                               {QStringLiteral("subject"), entry.subject}});
    return list(all, *page);
}

/// Refusals that belong to no project may hold what a stranger sent: only an admin token sees their excerpts.
Answer listRejections(const Call& call)
{
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    QJsonArray all;
    for (const domain::Rejection& rejection : call.parts.live.recentRejections()) {
        if (rejection.project.isValid() || call.actor.scope == domain::Scope::Admin)
            all.append(toJson(rejection));
    }
    return list(all, *page);
}

/// Rows: `protocol`, `id`, `count`, `first`, `last`; since the hub started, without those a source was made for.
Answer listSenders(const Call& call)
{
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    QJsonArray all;
    for (const domain::UnknownSender& sender : call.parts.unknown.list()) {
        if (hasSource(call.parts.store.sources(), sender))
            continue;
        all.append(QJsonObject{{QStringLiteral("protocol"), toQString(domain::name(sender.protocol))},
                               {QStringLiteral("id"), QString::fromStdString(sender.id)},
                               {QStringLiteral("count"), qint64(sender.count)},
                               {QStringLiteral("first"), timeText(sender.first)},
                               {QStringLiteral("last"), timeText(sender.last)}});
    }
    return list(all, *page);
}

/// Rows: `address`, `forwarded`, `senders`, `sources`, `last`; since the hub started.
Answer listSharedAddresses(const Call& call)
{
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    QJsonArray all;
    for (const domain::SharedAddress& one : call.parts.shared.list())
        all.append(QJsonObject{{QStringLiteral("address"), QString::fromStdString(one.address)},
                               {QStringLiteral("forwarded"), qint64(one.forwarded)},
                               {QStringLiteral("senders"), qint64(one.senders)},
                               {QStringLiteral("sources"), qint64(one.sources)},
                               {QStringLiteral("last"), timeText(one.last)}});
    return list(all, *page);
}

/// Body: `weeks` (1–52, default 8), `seed` (default 1).
Answer addDemo(const Call& call)
{
    const int weeks = call.body.value(QStringLiteral("weeks")).toInt(8);
    const qint64 seed = call.body.value(QStringLiteral("seed")).toInteger(1);
    if (weeks < 1 || weeks > 52)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("weeks must be 1 to 52"), QStringLiteral("/weeks"));
    const Expected<domain::Project> project = call.parts.addDemo(weeks, std::uint32_t(seed));
    if (!project)
        return unexpected(project.error());
    if (const Expected<void> written = audit(call, "demo.add", QStringLiteral("project %1").arg(project->id.value));
        !written)
        return unexpected(written.error());
    return json(toJson(*project), 201);
}

/// Body: `file`, an absolute path of this machine.
Answer makeBackup(const Call& call)
{
    const QString file = call.body.value(QStringLiteral("file")).toString();
    if (!file.startsWith(u'/'))
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("file must be an absolute path"),
                          QStringLiteral("/file"));
    if (const Expected<void> done = call.parts.store.backup(file); !done)
        return unexpected(done.error());
    if (const Expected<void> written = audit(call, "backup", file); !written)
        return unexpected(written.error());
    return json({{QStringLiteral("file"), file}}, 201);
}

} // namespace sightglass::api
