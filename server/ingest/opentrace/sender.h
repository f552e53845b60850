// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "domain/sourcedirectory.h"

#include <functional>
#include <string>

namespace sightglass::ingest::opentrace {

/// Settings of the hub that concern this protocol (spec opentrace §0 "Strict mode", §1.9).
struct Options
{
    bool strict = false;           ///< The original's quirks: ids that are numbers are refused, four digits in invented ones.
    bool rejectUnknownUid = false; ///< What names no known resource is refused instead of kept in Unassigned.
};

/// What a decoder knows of the request that an event came with, besides the event itself. References outlive it.
struct Sender
{
    const domain::Request& request;
    const domain::SourceEntry& entry; ///< Of the resource that the event names.
    const Options& options;
    std::string storedAddress; ///< Of the client, as far as the source keeps it (spec opentrace §1.10).
    std::function<std::string()> inventSession; ///< For events that name none (spec opentrace §2.2).
};

} // namespace sightglass::ingest::opentrace
