// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/request.h"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

namespace sightglass::ingest::tracker {

/// How the visitor's cookie is set (spec tracker §5).
struct CookieOptions
{
    std::chrono::days lifetime{400}; ///< Browsers keep none for longer; 0 = no cookie at all.
    std::string domain;              ///< "" = the last two labels of the host.
    std::int64_t requiredFlags = 0;  ///< Consent bits without all of which none is set.
    /// Whether nobody owns all of a domain, like co.uk; then the cookie is the host's alone. May be empty.
    std::function<bool(std::string_view)> isPublicSuffix;
};

/// Value of a Set-Cookie header that names the visitor. Pure; thread: any.
[[nodiscard]] std::string visitorCookie(const domain::Request& request, std::string_view visitor,
                                        const CookieOptions& options);

} // namespace sightglass::ingest::tracker
