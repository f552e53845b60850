// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/background.h"
#include "storage/store.h"
#include "storage/writer.h"

namespace sightglass::storage {

/// See Store::compact(). Thread: any; blocks.
[[nodiscard]] Expected<void> compact(Writer& writer, Background& background, const Progress& progress);

} // namespace sightglass::storage
