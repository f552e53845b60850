// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/freshage.h"

#include "storage/freshrows.h"
#include "storage/sqltext.h"

namespace sightglass::storage {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kQuietDay = 10min; ///< After this long without events a day that is over is sealed.

} // namespace

Expected<bool> freshAreOldOrQuiet(ReadPool& pool, std::int64_t sealedSeq, TimePoint now, std::chrono::hours age)
{
    const Expected<ReadPool::Borrowed> connection = pool.take();
    if (!connection)
        return unexpected(connection.error());
    const auto receivedAt = [&](std::string_view statement) -> Expected<std::int64_t> {
        Expected<Statement> query = (*connection)->prepare(sqlText("chunk", statement));
        if (!query)
            return unexpected(query.error());
        const Expected<bool> row = query->bind(1, sealedSeq).step();
        if (!row)
            return unexpected(row.error());
        return *row ? query->integer(0) : toMs(now);
    };
    const Expected<std::int64_t> first = receivedAt("firstFresh");
    if (!first)
        return unexpected(first.error());
    const Expected<std::int64_t> last = receivedAt("lastFresh");
    if (!last)
        return unexpected(last.error());
    const bool isOver = utcDay(*first) < utcDay(toMs(now));
    return now - fromMs(*first) >= age || (isOver && now - fromMs(*last) >= kQuietDay);
}

} // namespace sightglass::storage
