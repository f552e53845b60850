// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/request.h"
#include "http/routes.h"

#include <chrono>
#include <string>
#include <string_view>

namespace sightglass::http {

/// Why the gate answers a request itself.
struct Refusal
{
    int status = 400;
    int meaning = 0;         ///< Status whose words describe it when they differ: Segment says 400 and means 413.
    std::string_view detail; ///< One English sentence.
    std::chrono::seconds retryAfter{0}; ///< 0 = no Retry-After.
    std::string allow;                  ///< Allow header of a 405.
};

/// A refusal that needs nothing but its status and its sentence.
[[nodiscard]] inline Refusal refusal(int status, std::string_view detail)
{
    return Refusal{.status = status, .meaning = 0, .detail = detail, .retryAfter = {}, .allow = {}};
}

/// The code a refusal goes by in Segment's error object, in problem+json, in the live view and in counters.
[[nodiscard]] std::string_view refusalCode(const Refusal& refusal);

/// The answer in the shape of the path's owner: Segment's object (spec segment §4.3), problem+json (spec api §2),
/// and so on (spec routes C45).
[[nodiscard]] domain::Response refusalResponse(Owner owner, const Refusal& refusal);

/// Whose refusals these are in the live view; Segment's where no protocol owns the path.
[[nodiscard]] domain::Protocol protocolOf(Owner owner);

/// "Not Found" for 404; "" for a status we do not use.
[[nodiscard]] std::string_view reasonPhrase(int status);

} // namespace sightglass::http
