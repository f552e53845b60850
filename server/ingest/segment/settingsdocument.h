// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"

#include <string_view>

namespace sightglass::ingest::segment {

/// The document SDKs read before they send anything (spec segment §9.1), for a key that belongs to a source. The
/// address in it is the one the request came to.
[[nodiscard]] domain::Response settingsDocument(const domain::Request& request, std::string_view writeKey);
/// The answer for an unknown key.
[[nodiscard]] domain::Response unknownSettings();

} // namespace sightglass::ingest::segment
