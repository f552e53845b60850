// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/project.h"

#include <QByteArray>
#include <QSqlDatabase>

#include <utility>
#include <vector>

namespace sightglass::storage {

/// Table `token`. Thread: the writer's. Errors: NotFound, Conflict (that hash is there), and those of ControlQuery.
class TokenRepository
{
public:
    using Row = std::pair<QByteArray, domain::Token>; ///< SHA-256 and token

    explicit TokenRepository(QSqlDatabase database)
        : m_database(std::move(database))
    {
    }

    [[nodiscard]] Expected<std::vector<Row>> all();
    [[nodiscard]] Expected<domain::Token> add(domain::Token token, const QByteArray& sha256);
    [[nodiscard]] Expected<void> remove(TokenId id);

private:
    QSqlDatabase m_database;
};

} // namespace sightglass::storage
