// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/dailysecrets.h"

#include "storage/controlquery.h"
#include "storage/randomkey.h"

namespace sightglass::storage {

namespace {

std::int64_t dayOf(TimePoint time)
{
    return std::chrono::floor<std::chrono::days>(time).time_since_epoch().count();
}

} // namespace

Expected<QByteArray> DailySecrets::get(TimePoint time, TimePoint now)
{
    const std::int64_t day = dayOf(time);
    if (const Expected<int> destroyed = destroyOld(now); !destroyed)
        return unexpected(destroyed.error());
    if (day > dayOf(now) || day < dayOf(now) - 1)
        return unexpected(ErrorCode::NotFound,
                          QStringLiteral("There is no key of the daily visitor hash for that day."));
    QByteArray secret;
    Expected<void> done =
        ControlQuery(m_database, "dailysecret", "get").bind(":day", day).each([&](const ControlQuery& row) {
            secret = row.bytes(0);
        });
    if (done && secret.isEmpty()) {
        secret = randomKey();
        done = ControlQuery(m_database, "dailysecret", "add").bind(":day", day).bind(":secret", secret).run();
    }
    if (!done)
        return unexpected(done.error());
    return secret;
}

Expected<int> DailySecrets::destroyOld(TimePoint now)
{
    ControlQuery query(m_database, "dailysecret", "destroy");
    if (const Expected<void> done = query.bind(":day", dayOf(now) - 1).run(); !done)
        return unexpected(done.error());
    return query.changedRows();
}

} // namespace sightglass::storage
