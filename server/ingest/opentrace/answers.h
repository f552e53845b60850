// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/decoded.h"
#include "ingest/opentrace/validation.h"

#include <chrono>
#include <string_view>
#include <vector>

namespace sightglass::ingest::opentrace {

/// The answers of spec opentrace §1.6, §2 and §12; clients take 200 alone as success.
[[nodiscard]] domain::Response accepted();
/// Of a batch: how many were taken, and which were not.
[[nodiscard]] domain::Response acceptedBatch(std::size_t items, const std::vector<Refusal>& refusals);
/// A failure of the handler, which is still a 200.
[[nodiscard]] domain::Response failed(std::string_view message);
/// The same for a store that cannot be written; says when to try again.
[[nodiscard]] domain::Response notStored();
[[nodiscard]] domain::Response invalid(const Problems& problems);
[[nodiscard]] domain::Response detail(int status, std::string_view text);
[[nodiscard]] domain::Response slowDown(std::chrono::seconds wait);
/// The writer's queue is full.
[[nodiscard]] domain::Response busy();

[[nodiscard]] domain::Response health(std::string_view version);
/// Whether the original's sign-in page offers a demo: never.
[[nodiscard]] domain::Response showDemo();
[[nodiscard]] domain::Response document(std::string body);

} // namespace sightglass::ingest::opentrace
