// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <QByteArray>
#include <QString>

#include <string_view>
#include <vector>

namespace sightglass::pipeline {

/// A table of resources/data: head lines with '#', then rows of columns with tabs between. Rows are views into the
/// text, which lives as long as the table.
class TableFile
{
public:
    using Row = std::vector<std::string_view>;

    /// The table `name` ("sites.tsv") of the folder `overrides` when there is one that is not older than the built-in
    /// one, else the built-in one. Errors: Corrupt when a row has fewer than `columns`, Io.
    [[nodiscard]] static Expected<TableFile> load(const QString& name, std::size_t columns,
                                                  const QString& overrides = {});
    [[nodiscard]] static Expected<TableFile> parse(QByteArray text, std::size_t columns);

    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] std::string_view text() const
    {
        return {m_text.constData(), static_cast<std::size_t>(m_text.size())};
    }
    [[nodiscard]] std::string_view date() const { return m_date; } ///< "2026-11-24", or "".

private:
    QByteArray m_text;
    std::string_view m_date;
    std::vector<Row> m_rows;
};

} // namespace sightglass::pipeline
