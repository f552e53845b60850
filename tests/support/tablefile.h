// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>

namespace sightglass::test {

/// A line of a table: its cells by the name of their column.
using TableLine = QHash<QByteArray, QByteArray>;

/// Reads a table of tests/vectors ("routes/table.tsv"): tabs between cells, the names of the columns in the first line.
/// Ends the test program when the file cannot be read or a line has not as many cells as the first.
[[nodiscard]] QList<TableLine> readTable(const QString& file);

} // namespace sightglass::test
