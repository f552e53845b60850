// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/shortlinks.h"

#include <QSqlDatabase>

#include <utility>
#include <vector>

namespace sightglass::storage {

/// Tables `short_link`, `short_link_change` and `tracker_account`. Thread: the writer's. Errors: NotFound, and those of
/// ControlQuery.
class ShortLinkRepository
{
public:
    using Row = std::pair<std::string, std::string>; ///< Link and target

    explicit ShortLinkRepository(QSqlDatabase database)
        : m_database(std::move(database))
    {
    }

    [[nodiscard]] Expected<std::vector<Row>> all();
    [[nodiscard]] Expected<void> set(const domain::ShortLinkChange& change);
    [[nodiscard]] Expected<std::vector<domain::ShortLinkChange>> history(const std::string& host);
    [[nodiscard]] Expected<std::vector<domain::TrackerAccount>> accounts();
    [[nodiscard]] Expected<void> setAccount(const domain::TrackerAccount& account);
    [[nodiscard]] Expected<void> removeAccount(const std::string& id);

private:
    QSqlDatabase m_database;
};

} // namespace sightglass::storage
