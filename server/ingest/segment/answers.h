// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/segment/itemerrors.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace sightglass::ingest::segment {

/// A refusal of a whole request (spec segment §4.3).
struct Failure
{
    int status = 400;
    std::string_view code;
    std::string_view error;
    std::string message;
};

/// Bodies and codes of spec segment §4, byte for byte. Where a batch has more than ItemErrors::kInFull refused items,
/// the list of them ends with one entry without `index` that counts the others by what is wrong.
[[nodiscard]] domain::Response accepted();
[[nodiscard]] domain::Response acceptedBatch(std::size_t processed, std::size_t total, const ItemErrors& errors);
[[nodiscard]] domain::Response refused(const Failure& failure, const ItemErrors& details = {});
[[nodiscard]] domain::Response refusedSingle(const ItemError& error);
[[nodiscard]] domain::Response invalidWriteKey();
[[nodiscard]] domain::Response rateLimited(std::chrono::seconds retryAfter);
[[nodiscard]] domain::Response unavailable();
/// 43 bytes of transparent GIF, whatever happened (spec segment §9.3).
[[nodiscard]] domain::Response pixel();

} // namespace sightglass::ingest::segment
