// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace sightglass::ingest {

/// Whether a text is an IPv4 or IPv6 address.
[[nodiscard]] bool isAddress(std::string_view text);

} // namespace sightglass::ingest
