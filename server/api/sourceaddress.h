// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/call.h"

namespace sightglass::api {

/// What absolute addresses in an answer begin with: scheme, host and base path as the sender used them.
[[nodiscard]] QString addressOf(const Call& call);

} // namespace sightglass::api
