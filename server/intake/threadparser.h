// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"

namespace sightglass::intake {

/// The parser of this server thread: its buffers are worth keeping from one request to the next, whatever protocol that
/// speaks. A document lasts until the thread parses again.
[[nodiscard]] json::Parser& threadParser();

} // namespace sightglass::intake
