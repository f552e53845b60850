// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <string>
#include <string_view>

namespace sightglass::domain {

/// Argon2id of a password with a salt of its own, as a text that names its parameters. Takes some 100 ms and 64 MiB:
/// not on a server thread. Errors: Unavailable (no memory for it).
[[nodiscard]] Expected<std::string> hashPassword(std::string_view password);
/// Whether a password is the one that was hashed, by hashPassword() or as the original tracker does it (base64url of
/// SHA-1, spec tracker §2.6). As slow.
[[nodiscard]] bool isPassword(std::string_view password, const std::string& hash);
/// Whether the hash is the original's and should be replaced when its owner signs in.
[[nodiscard]] bool isLegacyHash(std::string_view hash);

} // namespace sightglass::domain
