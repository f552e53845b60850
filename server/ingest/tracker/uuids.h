// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::tracker {

/// A UUID in lower case with dashes. Dashless, braced and upper-case forms and blanks around are read, of any version;
/// nothing for other text (spec tracker §4). Pure; thread: any.
[[nodiscard]] std::optional<std::string> uuidOf(std::string_view text);
/// The UUID (version 5) that stands for a name in a namespace: the same one every time. `space` is a UUID.
[[nodiscard]] std::string namedUuid(std::string_view space, std::string_view name);

/// Where ids come from that nobody sent. Thread: any.
class Identities
{
public:
    virtual ~Identities() = default;
    /// A new time-based UUID (version 1).
    [[nodiscard]] virtual std::string newId() = 0;
    /// The session of a visitor who names none: that of the last half hour, or a new one.
    [[nodiscard]] virtual std::string sessionOf(std::string_view visitor) = 0;
};

} // namespace sightglass::ingest::tracker
