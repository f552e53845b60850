// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/csvtable.h"

#include <functional>

namespace sightglass::models {

namespace {

constexpr int kShownDigits = 15;

QString harmless(const QString& text)
{
    bool isNumber = false;
    text.toDouble(&isNumber);
    const bool couldRun = !text.isEmpty() && QStringLiteral("=+-@\t\r").contains(text.front());
    return couldRun && !isNumber ? QString(QLatin1Char('\'') + text) : text;
}

QString quoted(const QString& text)
{
    QString cell = harmless(text);
    const bool isPlain = !cell.contains(QLatin1Char(',')) && !cell.contains(QLatin1Char('"')) &&
                         !cell.contains(QLatin1Char('\n')) && !cell.contains(QLatin1Char('\r'));
    if (isPlain)
        return cell;
    return QLatin1Char('"') + cell.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

QString oneLine(const QString& text)
{
    QString cell = harmless(text);
    for (QChar& c : cell) {
        if (c == QLatin1Char('\t') || c == QLatin1Char('\n') || c == QLatin1Char('\r'))
            c = QLatin1Char(' ');
    }
    return cell;
}

QString joined(const CsvTable& table, QChar between, const std::function<QString(const QString&)>& cell)
{
    QString out;
    const auto add = [&](const QStringList& row) {
        QStringList cells;
        for (const QString& text : row)
            cells.append(cell(text));
        out += cells.join(between) + QLatin1Char('\n');
    };
    add(table.head);
    for (const QStringList& row : table.rows)
        add(row);
    return out;
}

} // namespace

QString csvOf(const CsvTable& table)
{
    return joined(table, QLatin1Char(','), quoted);
}

QString tabbedOf(const CsvTable& table)
{
    return joined(table, QLatin1Char('\t'), oneLine);
}

QString plainNumber(double number)
{
    return QString::number(number, 'g', kShownDigits);
}

} // namespace sightglass::models
