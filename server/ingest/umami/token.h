// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/ids.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::umami {

/// Sixteen bytes that are a UUID of version 8.
using Uuid = std::array<unsigned char, 16>;
/// "0190a3b2-…", in small letters.
[[nodiscard]] std::string uuidText(const Uuid& uuid);
/// The UUID that `secret` makes of a text: nobody else can make it, and it tells nothing of the text.
[[nodiscard]] Uuid derivedUuid(const std::string& secret, std::string_view text);

/// What the tracker keeps as `cache` and sends back (spec umami §3.4); opaque to it.
struct Token
{
    SourceId source;
    Uuid session{};
    Uuid visit{};
    TimePoint issuedAt{};
    bool operator==(const Token&) const = default;
};
/// base64url of its members and a MAC of 128 bits under `secret`.
[[nodiscard]] std::string encodeToken(const std::string& secret, const Token& token);
/// Nothing for a text that this hub did not write, of another version, of another source, or older than a day.
[[nodiscard]] std::optional<Token> decodeToken(const std::string& secret, std::string_view text, SourceId source,
                                               TimePoint now);

} // namespace sightglass::ingest::umami
