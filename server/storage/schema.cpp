// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/schema.h"

#include "storage/sqltext.h"
#include "storage/transaction.h"

#include <string>

namespace sightglass::storage {

namespace {

Expected<void> step(Connection& connection, int version)
{
    Expected<Transaction> transaction = Transaction::begin(connection);
    if (!transaction)
        return unexpected(transaction.error());
    const std::string number = std::to_string(version);
    return connection.execute(sqlText("schema", number))
        .and_then([&] { return connection.execute("PRAGMA user_version = " + number); })
        .and_then([&] { return transaction->commit(); });
}

} // namespace

Expected<void> migrate(Connection& connection)
{
    const Expected<std::int64_t> version = connection.number("PRAGMA user_version");
    if (!version)
        return unexpected(version.error());
    if (*version > kSchemaVersion) {
        return unexpected(
            ErrorCode::Unsupported,
            QStringLiteral("The database has schema %1; this program knows up to %2. Install a newer version.")
                .arg(*version)
                .arg(kSchemaVersion));
    }
    for (int next = int(*version) + 1; next <= kSchemaVersion; ++next) {
        if (Expected<void> done = step(connection, next); !done)
            return done;
    }
    return {};
}

} // namespace sightglass::storage
