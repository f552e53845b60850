// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

namespace sightglass::ingest::opentrace {

/// Names an event for what happens on the pages of a resource (spec opentrace §2.3, §6.1).
struct Rule
{
    std::string name;
    std::string trigger; ///< click, visit, submit or scroll
    std::string selector;
};

/// The rules as pages read them: a list of `{"name","trigger","selector"}`.
[[nodiscard]] std::string rulesText(std::span<const Rule> rules);

} // namespace sightglass::ingest::opentrace
