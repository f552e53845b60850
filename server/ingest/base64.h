// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest {

/// Decodes base64 in either alphabet, with or without padding; a blank counts as '+', which form-decoding makes of it.
/// Nothing for any other character.
[[nodiscard]] std::optional<std::string> decodeBase64(std::string_view text);

} // namespace sightglass::ingest
