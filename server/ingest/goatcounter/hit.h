// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/sourcedirectory.h"
#include "ingest/goatcounter/answers.h"

#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::goatcounter {

/// What a page and a server say about one hit, in members of the same meaning (spec drop-in-apis §5.1, §5.2). UTF-8.
struct Hit
{
    std::string path; ///< Or an event's name.
    std::string title;
    std::string referrer;
    std::string query; ///< Of the page, with or without '?'.
    std::string size;  ///< "width[,height[,ratio]]"
    std::string bot;   ///< What the sender's own script thinks: digits.
    std::string site;  ///< Scheme and host of the page, e.g. "https://example.com"; "" = not known.
    bool isEvent = false;
};

/// Fills the members that follow from a hit. What is wrong with it makes the event worthless.
[[nodiscard]] std::optional<Failure> applyHit(domain::Event& event, const Hit& hit, const domain::SourceEntry& entry);

/// A member of a query as UTF-8, also where decoding brings bytes to light that are no text; "" when it is absent.
[[nodiscard]] std::string queryText(domain::Event& event, std::string_view query, std::string_view name);

/// "true", "1" and "on".
[[nodiscard]] bool isTrue(std::string_view text);

} // namespace sightglass::ingest::goatcounter
