// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "domain/sourcedirectory.h"

#include <functional>
#include <string>
#include <string_view>

namespace sightglass::ingest::opentrace {

/// Settings of the hub that concern this protocol (spec opentrace §0 "Strict mode", §1.9).
struct Options
{
    bool strict = false; ///< The original's quirks: ids that are numbers are refused, four digits in invented ones.
    bool rejectUnknownUid = false; ///< What names no known resource is refused instead of kept in Unassigned.
};

/// What the start parameter of a bot says about the event that carries it (spec opentrace §5.4, §9.4); empty = nothing.
struct BotStart
{
    std::string campaignId;
    std::string browserId; ///< The user came from this browser.
};

/// What a decoder knows of the request that an event came with, besides the event itself. References outlive it.
struct Sender
{
    const domain::Request& request;
    const domain::SourceEntry& entry; ///< Of the resource that the event names.
    const Options& options;
    std::string storedAddress; ///< Of the client, as far as the source keeps it (spec opentrace §1.10).
    std::function<std::string()> inventSession; ///< For events that name none (spec opentrace §2.2).
    /// Looks up `payload.bot_param`. Without it bots are events like others.
    std::function<BotStart(std::string_view param, std::string_view userId)> botStart;
};

} // namespace sightglass::ingest::opentrace
