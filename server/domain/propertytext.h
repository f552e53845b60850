// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <string>

namespace sightglass::domain {

/// A property's value as filters and breakdowns see it: text as it is, "true" and "false", numbers as the shortest
/// decimal text that reads back the same (1.50 → "1.5", 2.0 → "2").
[[nodiscard]] std::string propertyText(const PropertyValue& value);

} // namespace sightglass::domain
