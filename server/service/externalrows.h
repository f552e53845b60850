// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "ingest/openmetrics/externalrow.h"
#include "service/recordfile.h"

#include <QJsonObject>

#include <memory>
#include <string>
#include <vector>

namespace sightglass::service {

/// What somebody else's file holds, and which of its columns say what (openmetrics §14.3, §14.4).
struct ExternalFile
{
    enum class Content : std::uint8_t { Events, Properties };
    Content content = Content::Events;
    ingest::openmetrics::ExternalColumns columns;
    bool namesColumns = false;       ///< Otherwise they are guessed by their names.
    bool createsUsers = false;       ///< Properties of users whom nobody has seen yet are taken too.
    bool replacesProperties = false; ///< Of properties: whatever a row does not name is taken from its user (§14.4).
    TimePoint now{};                 ///< When properties are said.
};

/// `mapping` of an import; one that names no column leaves them to be guessed: `{"user"?, "session"?, "name"?, "time"?,
/// "id"?, "unit"?: auto|s|ms, "zone"?: IANA, "activity"?, "create"?, "replace"?}`, the last one of properties only.
/// Error: InvalidInput with a pointer below /mapping.
[[nodiscard]] Expected<void> readMapping(const QJsonObject& mapping, ExternalFile& out);

/// Reads rows of such a file: lines of JSON, elements of an array, or CSV below a head that names the columns. One of
/// each thread.
class ExternalRows
{
public:
    /// `head`: the first line of CSV. Error: InvalidInput.
    [[nodiscard]] static Expected<ExternalRows> of(const ExternalFile& file, ExchangeFormat format,
                                                   const std::string& head);
    /// Error: InvalidInput, `where` the column.
    [[nodiscard]] Expected<domain::Event> read(std::string_view record);

    /// The first rows: names of the columns, their types and samples, and the mapping that would be used. Errors: Io,
    /// InvalidInput.
    [[nodiscard]] static Expected<QJsonObject> preview(const QString& file, ExchangeFormat format);

private:
    [[nodiscard]] Expected<void> writeRow(std::string_view record);
    [[nodiscard]] ingest::openmetrics::ExternalColumns guessed(const std::vector<std::string>& names) const;

    ExternalFile m_file;
    ExchangeFormat m_format = ExchangeFormat::Ndjson;
    std::vector<std::string> m_names; ///< Of CSV.
    std::vector<std::string> m_cells;
    std::string m_row; ///< As JSON.
    std::unique_ptr<json::Parser> m_parser = std::make_unique<json::Parser>();
};

} // namespace sightglass::service
