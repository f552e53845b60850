// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/chunkcheck.h"
#include "storage/connection.h"
#include "storage/datadirectory.h"
#include "storage/eventcodec.h"
#include "storage/idsegments.h"
#include "storage/eventreader.h"
#include "storage/schema.h"
#include "storage/sqltext.h"
#include "storage/store.h"

#include <QFileInfo>

namespace sightglass::storage {

namespace {

using Findings = std::vector<QString>;

constexpr std::size_t kMostFindings = 100;

void add(Findings& findings, const QString& text)
{
    if (findings.size() < kMostFindings)
        findings.push_back(text);
}

/// A pragma that lists what is wrong, one row each; `good` is the row that means nothing is.
void checkPragma(Connection& connection, std::string_view pragma, std::string_view good, Findings& findings)
{
    Expected<Statement> rows = connection.prepare(pragma);
    Expected<bool> row = rows ? rows->step() : Expected<bool>(unexpected(rows.error()));
    for (; row && *row; row = rows->step()) {
        if (const std::string_view text = rows->text(0); text != good)
            add(findings, QString::fromUtf8(text.data(), qsizetype(text.size())));
    }
    if (!row)
        add(findings, row.error().detail);
}

/// Statements of sql/check.sql: each gives a row for each thing that is wrong, as text.
void checkStatement(Connection& connection, std::string_view name, Findings& findings)
{
    checkPragma(connection, sqlText("check", name), {}, findings);
}

void checkEvents(Connection& connection, Findings& findings)
{
    const SourceSnapshot nobody;
    Expected<Statement> rows = connection.prepare(sqlText("event", "all"));
    Expected<bool> row = rows ? rows->step() : Expected<bool>(unexpected(rows.error()));
    for (; row && *row; row = rows->step()) {
        const Expected<domain::Event> event = readEvent(*rows, nobody);
        if (!event)
            add(findings, event.error().where + QLatin1String(": ") + event.error().detail);
    }
    if (!row)
        add(findings, row.error().detail);
}

void checkMessageIds(Connection& connection, Findings& findings)
{
    IdSegments segments(connection);
    const Expected<void> good = segments.load().and_then([&] { return segments.verify(); });
    if (!good)
        add(findings, good.error().where + QLatin1String(": ") + good.error().detail);
}

} // namespace

Expected<std::vector<QString>> check(const QString& directory)
{
    const QString file = DataDirectory::databaseFile(directory);
    if (!QFileInfo::exists(file))
        return unexpected(ErrorCode::NotFound, QStringLiteral("There is no database in %1.").arg(directory), directory);
    Expected<Connection> connection = Connection::open(file, Connection::Mode::ReadOnly);
    if (!connection)
        return unexpected(connection.error());
    Findings findings;
    const Expected<std::int64_t> version = connection->number("PRAGMA user_version");
    if (!version)
        return Findings{version.error().detail};
    if (*version != kSchemaVersion)
        return Findings{QStringLiteral("The schema is %1, expected %2.").arg(*version).arg(kSchemaVersion)};
    checkPragma(*connection, "PRAGMA integrity_check", "ok", findings);
    checkPragma(*connection, "PRAGMA foreign_key_check", {}, findings);
    checkStatement(*connection, "orphanedEvents", findings);
    checkStatement(*connection, "segmentSizes", findings);
    checkEvents(*connection, findings);
    checkMessageIds(*connection, findings);
    checkChunks(*connection, [&](const QString& text) { add(findings, text); });
    return findings;
}

} // namespace sightglass::storage
