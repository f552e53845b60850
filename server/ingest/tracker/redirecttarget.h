// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::ingest::tracker {

/// Where a redirect may lead (spec tracker §2.4).
struct RedirectRules
{
    std::vector<std::string>
        hosts;              ///< "shop.example", or "*.shop.example" for all below it; empty = any, unless signed.
    std::string signingKey; ///< Set: other hosts only with a signature in `hubsig`.
};

/// `text` as a Location: an absolute http or https address with a host, bytes past ASCII escaped; nothing for anything
/// else. Pure; thread: any.
[[nodiscard]] std::optional<std::string> webTarget(std::string_view text);
/// base64url, without padding, of HMAC-SHA-256 over the target as it stands in `url`.
[[nodiscard]] std::string linkSignature(std::string_view target, std::string_view key);
/// The target that a request names in `url`, when the rules allow it. Pure; thread: any.
[[nodiscard]] std::optional<std::string> redirectTarget(const domain::Request& request, const RedirectRules& rules);

} // namespace sightglass::ingest::tracker
