// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/sourcedirectory.h"

#include <string_view>

namespace sightglass::domain {

/// What the owner of a source decided about page addresses.
struct AddressRules
{
    bool keepTrailingSlash = false;
    bool storeFullUrl = false;
    bool storeClickIds = false;
    bool keepFragment = false; ///< Not the owner's choice: the protocol says that the page is told by its fragment too.
    [[nodiscard]] static AddressRules of(const SourceEntry& entry)
    {
        return {entry.project.keepTrailingSlash, entry.source.storeFullUrl, entry.source.storeClickIds, false};
    }
};

/// Shown as the host of a page that has none (spec routes §4.1).
inline constexpr std::string_view kNoHost = "(none)";

/// Fills `url`, `hostname`, `path`, `query`, the campaign members, `source_param` and the click ids from a page address
/// as sent (spec routes §4.3). Campaign members that are set already stay. False, and nothing changed, when the
/// address cannot be used. `text` must be UTF-8. Thread: any.
bool applyPageAddress(Event& event, std::string_view text, const AddressRules& rules);

/// Fills `referrer` and `referrer_host`; call it after the page address. A referrer on the page's own host, on
/// localhost, "$direct" and blanks leave both absent.
void applyReferrer(Event& event, std::string_view text);

/// Whether a query member or property of that name is a click id (spec metrics §4).
[[nodiscard]] bool isClickParameter(std::string_view name);

} // namespace sightglass::domain
