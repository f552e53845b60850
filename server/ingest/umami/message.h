// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/decodedevent.h"
#include "domain/request.h"
#include "domain/sourcedirectory.h"

#include <cstdint>
#include <string>
#include <variant>

namespace sightglass::ingest::umami {

/// What is wrong with an object: its member, e.g. "payload.name", and what is wrong with it.
struct Failure
{
    std::string member;
    std::string message;
};

/// What an event belongs to.
enum class Place : std::uint8_t { Website, Link, Pixel };

/// One object of POST /api/send or of a batch, checked. Which source's rules its addresses are kept by is not known
/// yet.
struct Message
{
    domain::DecodedEvent decoded; ///< Everything but page address and referrer.
    Place place = Place::Website;
    std::string placeId; ///< A UUID, in small letters.
    std::string hostname;
    std::string url;
    std::string referrer;
};

/// Reads `{"type":…,"payload":{…}}` (spec umami §3.2). Pure; thread: any.
[[nodiscard]] std::variant<Message, Failure> readMessage(const domain::Request& request, json::Value object);

/// The event as the source it belongs to takes it. Pure; thread: any.
[[nodiscard]] domain::DecodedEvent eventFor(Message message, const domain::SourceEntry& entry);

} // namespace sightglass::ingest::umami
