// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/dictionary.h"

#include <vector>

namespace sightglass::query {

/// The texts of a dictionary read as numbers, by id; NaN for what is none or not finite.
[[nodiscard]] std::vector<double> numbersOf(const Dictionary& values);

} // namespace sightglass::query
