// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace sightglass::ingest::sierra {

/// "Search", "Social" or "" by whole names of domains; with `bySubstring` by any part of the host, as the original does
/// it (spec sierra §5.5). `host` is lower-case.
[[nodiscard]] std::string_view referrerGroup(std::string_view host, bool bySubstring);

} // namespace sightglass::ingest::sierra
