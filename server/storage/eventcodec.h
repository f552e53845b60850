// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/event.h"
#include "storage/bytes.h"
#include "storage/eventmembers.h"

#include <optional>
#include <string>
#include <string_view>

namespace sightglass::storage {

/// The body of a fresh row: every member of an event that is no column, members at their default left out.
/// Layout, byte by byte: README.md beside this file. Thread: any; nothing is shared.
inline constexpr std::uint8_t kBodyVersion = 2;
/// The same with `raw` as a packed text (packedtext.h) whose context is the body from its second byte up to that
/// member.
inline constexpr std::uint8_t kPackedBodyVersion = 3;
/// Version 1 measured `linkTo` from the visitor also where nothing links, and knew no `linkFromClient`.
[[nodiscard]] constexpr bool isKnownBody(std::uint8_t version)
{
    return version >= 1 && version <= kPackedBodyVersion;
}
/// Set in a member's tag byte when length-prefixed bytes follow, clear when one varint does.
inline constexpr std::uint8_t kBytesFlag = 0x80;

/// Appends the body of `event` to `out`, nothing packed: equal events have equal bodies. See also BodyEncoder.
void encodeBody(const domain::Event& event, std::string& out);

/// Sets every member of `event` that a body holds; receivedAt, eventTime and visitor (columns of the row) are set
/// already. An event that is used again keeps the memory of its texts. Error: Corrupt, also for a version that is not
/// known.
[[nodiscard]] Expected<void> decodeBody(std::string_view body, domain::Event& event);

/// The message id inside a body, without decoding the rest; "" when it has none.
[[nodiscard]] std::string_view bodyMessageId(std::string_view body);
/// The body that the same event has without its message id.
[[nodiscard]] std::string bodyWithoutId(std::string_view body);

} // namespace sightglass::storage
