// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/pageaddress.h"
#include "domain/webaddress.h"

#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::sierra {

/// A page that was seen.
struct Page
{
    std::string text; ///< Its address as sent.
    std::string host; ///< As reports show it (spec routes §4.3).
    domain::WebAddress address;
    /// URI of the source it belongs to (spec sierra §5.1), whatever the scheme.
    [[nodiscard]] std::string source() const { return "https://" + host; }
};

/// Nothing when the address names no host. `text` must be UTF-8.
[[nodiscard]] std::optional<Page> pageOf(std::string_view text);

/// Fills the page members and the campaign; what the canonical members hold in another form than spec sierra §5.2 and
/// §5.3 goes to `wire`. `keepsRoute`: a fragment that begins with '/' or "!/" belongs to the path.
void applyPage(domain::Event& event, const Page& page, bool keepsRoute, const domain::AddressRules& rules);

/// Fills the referrer's host, and its group in `wire` (spec sierra §5.5). Call it after applyPage(). `bySubstring`
/// finds groups as the original does.
void applyReferrer(domain::Event& event, std::string_view text, bool bySubstring);

} // namespace sightglass::ingest::sierra
