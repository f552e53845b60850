// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace sightglass::ingest::goatcounter {

/// A page's path as sent, taken apart.
struct PagePath
{
    std::string path;  ///< With one '/' at its beginning; without query and fragment.
    std::string query; ///< What stood after '?', as sent.
    std::string kept;  ///< The query without tracking members: it stays a part of the page's name (spec routes §4.3).
};
[[nodiscard]] PagePath pagePath(std::string_view sent);

/// A page as reports name it, from the path that its hits send.
[[nodiscard]] std::string reportedPage(std::string_view sent, bool keepTrailingSlash);

/// The name of an event: the path without slashes at its beginning.
[[nodiscard]] std::string eventName(std::string_view path);

} // namespace sightglass::ingest::goatcounter
