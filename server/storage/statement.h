// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace sightglass::storage {

/// A prepared statement. Values are always bound, never pasted into the text; parameters count from 1, columns from 0.
/// Bound views and the views that columns give are not copied: they hold until the next step() or reset().
/// Thread and owner: those of its connection.
class Statement
{
public:
    Statement() = default;
    explicit Statement(sqlite3_stmt* statement)
        : m_statement(statement)
    {
    }

    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, std::string_view text);
    Statement& bindBlob(int parameter, std::span<const std::byte> bytes);
    Statement& bindBlob(int parameter, std::string_view bytes);
    Statement& bindNull(int parameter);

    /// True: a row is there. False: done, and the statement is ready to be bound again.
    [[nodiscard]] Expected<bool> step();
    /// Steps a statement that gives no rows and makes it ready again, whatever happened.
    [[nodiscard]] Expected<void> run();
    void reset();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view blob(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] bool isValid() const { return m_statement != nullptr; }

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt* statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

} // namespace sightglass::storage
