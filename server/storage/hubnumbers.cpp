// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/hubnumbers.h"

#include "storage/sqltext.h"

namespace sightglass::storage {

Expected<std::int64_t> hubNumber(Connection& connection, std::string_view key)
{
    Expected<Statement> query = connection.prepare(sqlText("hub", "get"));
    if (!query)
        return unexpected(query.error());
    const Expected<bool> row = query->bind(1, key).step();
    if (!row)
        return unexpected(row.error());
    return *row ? query->integer(0) : 0;
}

Expected<void> setHubNumber(Connection& connection, std::string_view key, std::int64_t value)
{
    Expected<Statement> change = connection.prepare(sqlText("hub", "set"));
    if (!change)
        return unexpected(change.error());
    return change->bind(1, key).bind(2, value).run();
}

} // namespace sightglass::storage
