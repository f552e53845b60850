// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/decodedevent.h"
#include "domain/request.h"
#include "domain/sourcedirectory.h"
#include "ingest/sierra/answers.h"
#include "ingest/sierra/options.h"
#include "ingest/sierra/page.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace sightglass::ingest::sierra {

enum class HitKind : std::uint8_t { Load, Unload, Custom };

/// What POST /track/hit carries (spec sierra §3.6), as sent.
struct Hit
{
    std::string beacon;
    std::string session;
    HitKind kind = HitKind::Load;
    std::optional<Page> page; ///< None when `u` names no host: the hit is dropped.
    std::string referrer;
    bool firstOnSite = false;
    bool firstOnPage = false;
    bool keepsRoute = false; ///< `hr`: our own tracker in hash mode (§5.2).
    std::string timezone;
    std::optional<double> durationMs;
    std::string eventName;
    std::vector<std::pair<std::string, std::string>> metadata; ///< In the order of the keys' bytes.
};

[[nodiscard]] std::variant<Hit, Failure> readHit(json::Value object, const Options& options);

/// The event a hit is (spec sierra §5, spec routes §4). `hit.page` must be there.
[[nodiscard]] domain::DecodedEvent decodeHit(const Hit& hit, const domain::Request& request,
                                             const domain::SourceEntry& entry, const Options& options);

} // namespace sightglass::ingest::sierra
