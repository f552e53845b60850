// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decodedevent.h"
#include "domain/request.h"
#include "ingest/sierra/options.h"

#include <string>
#include <string_view>

namespace sightglass::ingest::sierra {

/// Fills what the request's headers say: this protocol's names of browser and system, the language, and whether a bot
/// sent it (spec sierra §5.6, §5.8). The address of the sender is not looked at.
void applySender(domain::DecodedEvent& decoded, const domain::Request& request, const Options& options);

/// The first language of an Accept-Language header: "en-US,en;q=0.9" → "en"; "" for none (spec sierra §5.6).
[[nodiscard]] std::string languageOf(std::string_view acceptLanguage);

} // namespace sightglass::ingest::sierra
