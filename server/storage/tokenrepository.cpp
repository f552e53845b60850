// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/tokenrepository.h"

#include "storage/controlquery.h"

namespace sightglass::storage {

using domain::Token;

Expected<std::vector<TokenRepository::Row>> TokenRepository::all()
{
    std::vector<Row> rows;
    const auto read = [&](const ControlQuery& row) {
        // An unknown scope must not give more than the least.
        const domain::Scope scope = domain::parseScope(row.utf8(2)).value_or(domain::Scope::Read);
        rows.emplace_back(row.bytes(3), Token{TokenId(row.integer(0)), row.utf8(1), scope, row.time(4)});
    };
    return ControlQuery(m_database, "token", "all").each(read).transform([&] { return std::move(rows); });
}

Expected<Token> TokenRepository::add(Token token, const QByteArray& sha256)
{
    ControlQuery query(m_database, "token", "add");
    query.bind(":name", token.name).bind(":scope", name(token.scope)).bind(":sha256", sha256);
    if (const Expected<void> done = query.bind(":created_at", toMs(token.createdAt)).run(); !done)
        return unexpected(done.error());
    token.id = TokenId(query.insertedId());
    return token;
}

Expected<void> TokenRepository::remove(TokenId id)
{
    ControlQuery query(m_database, "token", "remove");
    Expected<void> done = query.bind(":id", id.value).run();
    if (done && query.changedRows() == 0)
        return unexpected(ErrorCode::NotFound, QStringLiteral("There is no token %1.").arg(id.value),
                          QStringLiteral("token"));
    return done;
}

} // namespace sightglass::storage
