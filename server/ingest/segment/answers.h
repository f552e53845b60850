// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/decoded.h"

#include <chrono>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace sightglass::ingest::segment {

/// One refused item of a batch, or a refused single event, as answers show it (spec segment §4.2).
struct ItemError
{
    std::size_t index = 0;
    std::string error = "Invalid payload";
    std::string code;    ///< "" = without details.
    std::string member;  ///< The member that is wrong; "" = the event as a whole.
    std::string message; ///< One sentence about `member`.
    std::string type;    ///< The item's type; "" when it had none that is known.
};

/// A refusal of a whole request (spec segment §4.3).
struct Failure
{
    int status = 400;
    std::string_view code;
    std::string_view error;
    std::string message;
};

/// Bodies and codes of spec segment §4, byte for byte.
[[nodiscard]] domain::Response accepted();
[[nodiscard]] domain::Response acceptedBatch(std::size_t processed, std::size_t total,
                                             std::span<const ItemError> errors);
[[nodiscard]] domain::Response refused(const Failure& failure, std::span<const ItemError> details = {});
[[nodiscard]] domain::Response refusedSingle(const ItemError& error);
[[nodiscard]] domain::Response invalidWriteKey();
[[nodiscard]] domain::Response rateLimited(std::chrono::seconds retryAfter);
[[nodiscard]] domain::Response unavailable();
/// 43 bytes of transparent GIF, whatever happened (spec segment §9.3).
[[nodiscard]] domain::Response pixel();

} // namespace sightglass::ingest::segment
