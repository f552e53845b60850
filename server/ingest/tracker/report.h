// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "core/jsonwriter.h"
#include "domain/trackerrecords.h"
#include "ingest/tracker/call.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace sightglass::ingest::tracker {

/// What a service says of itself (spec tracker §12).
enum class Report : std::uint8_t { Count, Update, Log };
/// Of a route's last segment: "_count" or another of them.
[[nodiscard]] std::optional<Report> reportOf(std::string_view word);

/// What surrounds a report.
struct ReportContext
{
    const Options& options;
    std::string subject; ///< Name of what has none of its own: the subject that a bus carried it under.
    TimePoint now{};
    std::string newId;                                                ///< UUID for a log line.
    std::function<std::string(std::string_view address)> keptAddress; ///< As its source keeps addresses.
};

/// Reads messages of services. Numbers are taken wherever a text is, and texts where a number is. Pure but for its
/// buffers; thread: one at a time.
class ReportReader
{
public:
    /// The record, or what is wrong: "Bad request (data)" for what is no object, "Bad request (id)" when nothing names
    /// a counter or a state, "Bad request (n)" for a count that is no whole number.
    [[nodiscard]] std::variant<domain::TrackerRecord, std::string_view> read(Report report, json::Value message,
                                                                             const ReportContext& context);

private:
    [[nodiscard]] domain::TrackerLog log(json::Value message, const ReportContext& context);
    void writeParams(json::Writer& writer, json::Value params);

    json::Parser m_paramsParser;
};

} // namespace sightglass::ingest::tracker
