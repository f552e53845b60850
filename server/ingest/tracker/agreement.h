// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/addressplace.h"
#include "domain/request.h"
#include "domain/sourcedirectory.h"
#include "domain/trackerrecords.h"
#include "ingest/tracker/call.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace sightglass::ingest::tracker {

/// What is known about the world where an agreement was given.
struct AgreementContext
{
    const domain::SourceEntry& entry;
    const Options& options;
    std::string keptAddress;                   ///< The client's, as far as its source keeps addresses; "" = not at all.
    std::optional<domain::AddressPlace> place; ///< Of the client's address, where it may be looked up.
    std::function<std::string(std::string_view zone)> countryOfZone;
};

/// Reads what a visitor agreed to, or the original's message of what is wrong: "Bad request (body)" for nothing, "Bad
/// request (data)" for what is no object, "Bad request (vid)" for nobody (spec tracker §14.2). Names and values keep
/// their case. A visitor whose id is no UUID goes by the UUID that tracking gives that text. Pure.
[[nodiscard]] std::variant<domain::TrackerAgreement, std::string_view>
readAgreement(json::Value body, const domain::Request& request, const AgreementContext& context);
/// The UUID that a visitor goes by who is named so.
[[nodiscard]] std::string agreeingVisitor(const std::string& sent, const domain::Request& request,
                                          const Options& options);

} // namespace sightglass::ingest::tracker
