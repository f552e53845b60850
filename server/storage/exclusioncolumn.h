// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/exclusions.h"

namespace sightglass::storage {

class ControlQuery;

/// Column `exclusions` of tables `project` and `source`: JSON, "" when there are no rules.
[[nodiscard]] domain::Exclusions exclusionsOf(const ControlQuery& row, int column);
void bindExclusions(ControlQuery& query, const domain::Exclusions& exclusions);

} // namespace sightglass::storage
