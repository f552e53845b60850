// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "core/json.h"
#include "domain/event.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::domain {

/// The CSV form of the export (RFC 4180, UTF-8): one column for each member of the NDJSON form under its own name, maps
/// and lists as JSON text. Nothing is lost on the way there and back. So that no spreadsheet takes a text for a
/// formula, a text that begins with one of = + - @ ' tab or CR has a ' before it.
[[nodiscard]] std::string csvHead();
void appendCsv(std::string& out, const Event& event);

/// The length of the first record of `text`, its line end included; 0 when it is not whole. Quoted cells may hold line
/// ends.
[[nodiscard]] std::size_t csvRecordLength(std::string_view text);

/// Takes one record apart, its line end left out; false when its quotes do not pair.
[[nodiscard]] bool splitCsvRecord(std::string_view record, std::vector<std::string>& cells);

/// Reads records below a head that names their columns, in any order; columns that are not known are left out.
/// Thread: one at a time; one object for each thread.
class EventCsvReader
{
public:
    /// Errors: InvalidInput (no column that says when: event_time, timestamp, received_at; a column named twice).
    [[nodiscard]] static Expected<EventCsvReader> forHead(std::string_view record);
    /// Errors: InvalidInput, `where` the JSON pointer of the member, or none when the record itself is damaged.
    [[nodiscard]] Expected<Event> read(std::string_view record);

private:
    enum class Form : std::uint8_t { Unknown, Text, Json };
    struct Column
    {
        std::string name;
        Form form = Form::Unknown;
    };
    std::vector<Column> m_columns;
    std::unique_ptr<json::Parser> m_parser = std::make_unique<json::Parser>();
    std::vector<std::string> m_cells;
    std::string m_json;
};

} // namespace sightglass::domain
