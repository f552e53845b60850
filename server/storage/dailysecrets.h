// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/expected.h"

#include <QByteArray>
#include <QSqlDatabase>

namespace sightglass::storage {

/// Table `daily_secret`: keys of the daily visitor hash, by UTC day. Today's and yesterday's are kept, older ones are
/// destroyed (spec metrics §2): the control connection overwrites what it deletes.
/// Thread: the writer's. Errors: NotFound, and those of ControlQuery.
class DailySecrets
{
public:
    explicit DailySecrets(QSqlDatabase database)
        : m_database(std::move(database))
    {
    }

    /// Yesterday's and today's key can be had, made if need be.
    [[nodiscard]] Expected<QByteArray> get(TimePoint time, TimePoint now);
    /// How many were destroyed.
    [[nodiscard]] Expected<int> destroyOld(TimePoint now);

private:
    QSqlDatabase m_database;
};

} // namespace sightglass::storage
