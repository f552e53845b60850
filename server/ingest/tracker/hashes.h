// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/tracker/call.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace sightglass::ingest::tracker {

/// Hashes of spec tracker §6, bit by bit as the original makes them. Pure; thread: any.
[[nodiscard]] std::uint32_t fnv1a32(std::string_view text);
/// Base 36 of fnv1a32(): of a host `hhash`, of an agent `bhash`, of host and mixer `acct`.
[[nodiscard]] std::string shortHash(std::string_view text);
/// The original's `iphash`, from which an address is found in seconds.
[[nodiscard]] std::string legacyIpHash(std::string_view address);
/// Ours: HMAC-SHA-256 under a key of this hub, 32 hex digits.
[[nodiscard]] std::string keyedIpHash(std::string_view address, std::string_view secret);
/// `iphash`, as the settings want it.
[[nodiscard]] std::string addressHash(std::string_view address, const Options& options);
/// `ehash`, `chash`, `uhash`: base64url, padded, of SHA-1 over the prefix and the value in lower case without blanks
/// around.
[[nodiscard]] std::string identityHash(std::string_view value, std::string_view prefix);

} // namespace sightglass::ingest::tracker
