// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/pageaddress.h"

#include <string>
#include <string_view>

namespace sightglass::ingest::umami {

/// Fills the page's members from `url`, which may be a path or a text below https://<hostname>. The fragment belongs to
/// the page; "/undefined", which scripts make of an address that is none, is nobody's page: its path is empty (spec
/// umami §3.2). Pure; thread: any.
void fillPage(domain::Event& event, std::string_view url, std::string_view hostname, domain::AddressRules rules);

/// Fills the referrer's members; a page of the own site is none. Call it after fillPage().
void fillReferrer(domain::Event& event, std::string_view referrer);

/// A title with its percent-escapes decoded, if all of them are good and give UTF-8; else as it is.
[[nodiscard]] std::string decodedTitle(std::string_view title);

} // namespace sightglass::ingest::umami
