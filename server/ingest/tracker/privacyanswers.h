// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/addressplace.h"
#include "domain/request.h"
#include "domain/trackerrecords.h"

#include <chrono>
#include <optional>
#include <vector>

namespace sightglass::ingest::tracker {

/// The bytes of spec tracker §14. CORS headers are the gate's.

/// What a visitor agreed to. Only `isWhole` tells more than what was agreed, when, and where.
[[nodiscard]] domain::Response agreementList(const std::vector<domain::TrackerAgreement>& agreements, bool isWhole);
/// Nobody was named.
[[nodiscard]] domain::Response nobodysAgreements();
[[nodiscard]] domain::Response jurisdictionList(const std::vector<domain::Jurisdiction>& jurisdictions);
/// `offset`: of the place's time zone from UTC, where that is known.
[[nodiscard]] domain::Response addressPlace(const domain::AddressPlace& place,
                                            std::optional<std::chrono::minutes> offset);

} // namespace sightglass::ingest::tracker
