// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace sightglass::ingest::opentrace {

/// What is wrong with a member of a body, as the 422 answers tell it (spec opentrace §1.6, T15).
struct Problem
{
    std::string type;               ///< e.g. "missing"
    std::vector<std::string> where; ///< e.g. {"body", "name"}
    std::string message;
    std::string input; ///< JSON text of what was sent there.
};
using Problems = std::vector<Problem>;

[[nodiscard]] Problem missing(json::Value body, std::string_view member);
[[nodiscard]] Problem noText(json::Value value, std::string_view member);
[[nodiscard]] Problem noObject(json::Value value, std::string_view member);
/// The body itself is no object.
[[nodiscard]] Problem noObject(json::Value body);
[[nodiscard]] Problem noJson();
[[nodiscard]] Problem tooMany(std::size_t most);
/// A member of the query that has to be there.
[[nodiscard]] Problem missingQuery(std::string_view member);

/// `{"detail":[…]}`
[[nodiscard]] std::string problemText(const Problems& problems);
/// One sentence about the first one, for people: "name: Field required".
[[nodiscard]] std::string sentenceOf(const Problems& problems);

} // namespace sightglass::ingest::opentrace
