// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/tablefile.h"

#include "core/logging.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace sightglass::pipeline {

namespace {

constexpr std::string_view kDate = "# date: ";

TableFile::Row columnsOf(std::string_view line)
{
    TableFile::Row row;
    for (std::size_t at = 0; at <= line.size();) {
        const std::size_t end = std::min(line.find('\t', at), line.size());
        row.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    return row;
}

Expected<QByteArray> read(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unexpected(ErrorCode::Io, file.errorString(), path);
    return file.readAll();
}

} // namespace

Expected<TableFile> TableFile::parse(QByteArray text, std::size_t columns)
{
    TableFile table;
    table.m_text = std::move(text);
    std::string_view rest = std::as_const(table).text();
    for (int number = 1; !rest.empty(); ++number) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.starts_with(kDate))
            table.m_date = line.substr(kDate.size());
        if (line.empty() || line.front() == '#')
            continue;
        table.m_rows.push_back(columnsOf(line));
        if (table.m_rows.back().size() < columns)
            return unexpected(ErrorCode::Corrupt, QStringLiteral("a row has too few columns"),
                              QStringLiteral("line %1").arg(number));
    }
    if (table.m_rows.empty())
        return unexpected(ErrorCode::Corrupt, QStringLiteral("the table has no rows"));
    return table;
}

Expected<TableFile> TableFile::load(const QString& name, std::size_t columns, const QString& overrides)
{
    auto builtIn = read(QStringLiteral(":/data/") + name).and_then([columns](QByteArray text) {
        return parse(std::move(text), columns);
    });
    const QString path = overrides + QLatin1Char('/') + name;
    if (overrides.isEmpty() || !QFile::exists(path))
        return builtIn;
    auto other = read(path).and_then([columns](QByteArray text) { return parse(std::move(text), columns); });
    if (!other) {
        qWarning("The list %s cannot be used (%s); the built-in one is.", qPrintable(path),
                 qPrintable(other.error().detail));
        return builtIn;
    }
    if (builtIn && other->date() < builtIn->date())
        return builtIn;
    return other;
}

} // namespace sightglass::pipeline
