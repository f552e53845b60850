// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decodedevent.h"
#include "domain/sourcedirectory.h"
#include "pipeline/geolookup.h"
#include "pipeline/referencedata.h"
#include "pipeline/useragentcache.h"

#include <memory>

namespace sightglass::pipeline {

/// Adds what follows from the event's surroundings: browser, system and device from the User-Agent, language, country
/// (spec routes §3 "place", "User-Agent"; §4.1), and the bot verdict (§3 "bots"). What the decoder filled in stays.
class EnrichmentStage
{
public:
    EnrichmentStage(std::shared_ptr<const ReferenceData> data, std::shared_ptr<const GeoLookup> geo);

    void apply(domain::DecodedEvent& decoded, const domain::SourceEntry& entry) const;
    /// The verdict that today's lists give on a stored event. Where the event as sent does not say its User-Agent, what
    /// was judged by it stands.
    [[nodiscard]] domain::BotVerdict judge(const domain::Event& event) const;

private:
    void applyLanguage(domain::DecodedEvent& decoded) const;
    void applyPlace(domain::DecodedEvent& decoded, bool strict) const;
    [[nodiscard]] domain::BotVerdict verdict(const UserAgent& agent, bool browserExpected,
                                             std::string_view referrerHost) const;

    std::shared_ptr<const ReferenceData> m_data;
    std::shared_ptr<const GeoLookup> m_geo;
    UserAgentCache m_agents;
};

/// A language tag in its usual case: "en_gb" → "en-GB", "zh-hant-tw" → "zh-Hant-TW". "" when it is none.
[[nodiscard]] std::string usualTag(std::string_view tag);

} // namespace sightglass::pipeline
