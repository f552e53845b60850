// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "core/ipaddress.h"

#include <QJsonObject>

#include <string>
#include <string_view>
#include <vector>

namespace sightglass::domain {

struct Event;

/// What a project, or one of its sources, keeps out of its numbers: a team's own addresses, pages and hosts that are
/// nobody's visit (spec routes §3 "exclusions"). A verdict on events, which are kept flagged. Pure values; thread: any.
struct Exclusions
{
    static constexpr std::size_t kMost = 200; ///< Rules of one kind.

    std::vector<AddressBlock> addresses;
    std::vector<std::string> pages; ///< Paths; `*` stands for a part of a segment, `**` for anything (spec api §4).
    std::vector<std::string> hosts; ///< As reports compare them; "*.example.org" for all below.

    bool operator==(const Exclusions&) const = default;
    [[nodiscard]] bool empty() const { return addresses.empty() && pages.empty() && hosts.empty(); }

    [[nodiscard]] bool coversAddress(std::string_view address) const;
    /// The rule that covers it, nullptr when none does.
    [[nodiscard]] const std::string* pageRule(std::string_view path) const;
    [[nodiscard]] const std::string* hostRule(std::string_view hostname) const;
};

/// Whether a path fits a pattern: `*` stops at '/', `**` does not. Byte by byte, with case.
[[nodiscard]] bool matchesPage(std::string_view pattern, std::string_view path);

/// `{"addresses":[…],"pages":[…],"hosts":[…]}`, as API v2 shows them and the store keeps them.
[[nodiscard]] QJsonObject toJson(const Exclusions& exclusions);
/// Sets the lists that `value` names; the others stay. InvalidInput, `where` a JSON pointer below the value.
[[nodiscard]] Expected<void> apply(const QJsonValue& value, Exclusions& exclusions);

/// The kind of rule that `Event::excluded` names: "address", "page" or "host".
[[nodiscard]] std::string_view exclusionKind(std::string_view excluded);

} // namespace sightglass::domain
