// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace sightglass::models {

/// What a page shows as one rectangular table, for saving and copying: plain numbers with a point, times in ISO 8601.
struct CsvTable
{
    QStringList head;
    QList<QStringList> rows;
    bool operator==(const CsvTable&) const = default;
};

/// Comma-separated with a head (RFC 4180, lines end in \n). Text that a spreadsheet would run as a formula gets a
/// leading apostrophe, as in the exports of sightglassd.
[[nodiscard]] QString csvOf(const CsvTable& table);
/// Separated by tabs, which is what spreadsheets take from the clipboard. Tabs and line ends in cells become spaces.
[[nodiscard]] QString tabbedOf(const CsvTable& table);
/// A number as both of them write it.
[[nodiscard]] QString plainNumber(double number);

} // namespace sightglass::models
