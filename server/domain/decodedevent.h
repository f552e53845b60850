// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <string>

namespace sightglass::domain {

/// An event as its protocol's decoder leaves it: what the sender said, in canonical members. The pipeline completes
/// it (timestamp, eventTime, visitor, place, browser, bot). The inputs below never become members of an event.
struct DecodedEvent
{
    Event event;
    std::string userAgent; ///< To be parsed into classes; "" when it says nothing about the visitor.
    std::string acceptLanguage;
    std::string address;           ///< Visitor's address for place and the daily hash; "" for server-side senders.
    std::string excludableAddress; ///< The visitor's for exclusions, where nothing else may go by it; "" = `address`.
    bool linksVisitor = false;     ///< Events so far of the visitor of this address and agent are the user's.
    bool browserExpected = false;  ///< HTTP libraries and headless browsers are bots here (spec routes §3 "bots").
    bool hasVisitor = true;        ///< False: an event of nobody, whatever ids it names (spec routes §3 "visitor").
};

} // namespace sightglass::domain
