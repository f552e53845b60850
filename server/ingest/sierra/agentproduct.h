// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace sightglass::ingest::sierra {

/// What a User-Agent calls itself first, outside parentheses (spec sierra §5.8 step 3).
struct Product
{
    std::string name;
    std::string version;
};
[[nodiscard]] Product firstProduct(std::string_view agent);

/// The system by whole words in any case; "" when no word names one.
[[nodiscard]] std::string_view systemWord(std::string_view agent);

/// Does the name hold "bot", "crawler" or "spider"?
[[nodiscard]] bool namesCrawler(std::string_view name);
/// Does any word of the whole text end with one of these, or is it a crawler's name that does not?
[[nodiscard]] bool saysCrawler(std::string_view agent);

} // namespace sightglass::ingest::sierra
