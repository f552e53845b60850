// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/decoded.h"

#include <string>
#include <string_view>
#include <vector>

namespace sightglass::ingest {

/// Adds a refused item to the refusal of its reason, which the first such item began: its place, sentence and excerpt
/// stand for all. `excerpt` is cut to what people are shown.
void addRefusal(std::vector<Refusal>& refusals, std::size_t index, std::string_view code, std::string_view message,
                std::string excerpt);

} // namespace sightglass::ingest
