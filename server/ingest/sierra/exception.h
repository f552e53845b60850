// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/decodedevent.h"
#include "domain/request.h"
#include "domain/sourcedirectory.h"
#include "ingest/sierra/answers.h"
#include "ingest/sierra/options.h"
#include "ingest/sierra/page.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace sightglass::ingest::sierra {

/// What POST /track/exception carries (spec sierra §3.7), as sent.
struct ExceptionReport
{
    std::optional<Page> page; ///< None when `u` names no host: the report is dropped.
    std::string type;
    std::string message;
    std::string stack;
    bool handled = false;
    std::string beacon;
    std::string session;
    std::string appVersion;
    std::string fingerprint; ///< The sender's own grouping; "" leaves it to the hub.
    std::vector<std::pair<std::string, std::string>> metadata;
};

[[nodiscard]] std::variant<ExceptionReport, Failure> readException(json::Value object, const Options& options);

/// The event it is: kind `exception`, with the group of rules version 1 as `exc_group` in `wire`. `report.page` must be
/// there.
[[nodiscard]] domain::DecodedEvent decodeException(const ExceptionReport& report, const domain::Request& request,
                                                   const domain::SourceEntry& entry, const Options& options);

} // namespace sightglass::ingest::sierra
