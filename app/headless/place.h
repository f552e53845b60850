// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "core/settings.h"
#include "headless/arguments.h"

#include <QString>

namespace sightglass::headless {

/// --data, else $SIGHTGLASS_DATA, else /var/lib/sightglass for the system user, else the XDG data folder.
[[nodiscard]] QString dataDirectory(const Arguments& arguments);

/// Fills `settings` from the file (--config, $SIGHTGLASS_CONFIG, /etc/sightglass/sightglass.toml), the environment and
/// the flags of `serve`, in this order. Error: InvalidInput or NotFound, one sentence.
[[nodiscard]] Expected<void> readSettings(const Arguments& arguments, Settings& settings);

} // namespace sightglass::headless
