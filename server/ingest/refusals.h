// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/firstinfull.h"
#include "ingest/decoded.h"

#include <functional>
#include <string>
#include <string_view>

namespace sightglass::ingest {

using Refusals = FirstInFull<Refusal>;

/// Adds a refused item; those that are only summed up count with the first that has their code. `excerptOf` makes what
/// people are shown of an item that is told in full; it is cut.
void addRefusal(Refusals& refusals, std::size_t index, std::string_view code, std::string_view message,
                const std::function<std::string()>& excerptOf);

} // namespace sightglass::ingest
