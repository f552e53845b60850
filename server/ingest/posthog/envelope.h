// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/request.h"
#include "ingest/posthog/answers.h"

#include <string>
#include <variant>
#include <vector>

namespace sightglass::ingest::posthog {

/// More events in one request are refused with 413, which makes clients send them in smaller batches.
inline constexpr std::size_t kMostEvents = 10'000;

/// What the four shapes of spec drop-in-apis §4.3 have in common: the events and what is said about all of them.
/// Views into the document it was made of.
struct Envelope
{
    std::string token; ///< The one that the request carries, wherever; never empty.
    std::vector<json::Value> events;
    json::Value sentAt;      ///< The envelope's member, if it has one.
    bool historical = false; ///< `historical_migration`
};

/// Takes a request's document apart. Errors: 400 for what is none of the shapes and for an empty batch, 401 without a
/// token or with several, 413 for too many events.
[[nodiscard]] std::variant<Envelope, Failure> openEnvelope(json::Value root);

/// The token of a request that carries no events; "" without one.
[[nodiscard]] std::string tokenOf(json::Value object);

} // namespace sightglass::ingest::posthog
