// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/request.h"
#include "domain/shortlinks.h"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace sightglass::ingest::tracker {

/// What a new short link must not be.
struct LinkRules
{
    std::vector<std::string> ownHosts;             ///< Links may not lead here, but for tracked redirects.
    std::function<bool(std::string_view)> isRoute; ///< Whether a route of the hub hides a path. May be empty.
};

/// The body of POST …/redirect as a change, without time and updater; else the original's message, which is answered
/// with 400 (spec tracker §2.6). Pure; thread: any.
[[nodiscard]] std::variant<domain::ShortLinkChange, std::string_view>
readShortLink(json::Parser& parser, std::string_view body, const LinkRules& rules);

/// Names that a request may mean, the first one there counts: its host with and without port, its path with and
/// without the base path, all in lower case (spec tracker §2.5, routes C20).
[[nodiscard]] std::vector<std::string> shortLinkNames(const domain::Request& request);

/// Where a stored target leads in the end, and what it says about the visit.
struct ShortLinkTarget
{
    std::string location;
    std::string query; ///< Of a tracked redirect in between: its members but `url`, as sent.
    bool isTracked = false;
};
/// A target that is one of the hub's tracked redirects is gone through in one hop.
[[nodiscard]] ShortLinkTarget shortLinkTarget(std::string_view stored);

/// `{"results":[row,…]}`
[[nodiscard]] domain::Response shortLinkList(const std::vector<domain::ShortLinkChange>& history);

} // namespace sightglass::ingest::tracker
