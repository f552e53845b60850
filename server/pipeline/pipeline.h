// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/decodedevent.h"
#include "domain/sourcedirectory.h"

#include <memory>
#include <string>

namespace sightglass::pipeline {

class DailySecrets;
class EnrichmentStage;
class GeoLookup;
class IdentityStage;
class ReferenceData;

/// What to do with a completed event. The others than Store: answer it as a success and count it, but do not submit it.
enum class Disposition {
    Store,
    CountBot,      ///< A bot's event in a project that keeps none (spec routes §3 "bots"); the verdict says why.
    CountExcluded, ///< Likewise of an event that rules keep out; `excluded` says which.
    CountIdentity  ///< An identify, alias or group call of a strict project (spec routes §4.1).
};

/// What a pipeline works with. Everything may be left out in a test: what needs it is then not filled in.
struct PipelineParts
{
    std::string idSecret;                       ///< Store::secret("ids"): key of the person and client keys.
    std::shared_ptr<DailySecrets> dailySecrets; ///< None: visitors without an id have basis `none`.
    std::shared_ptr<const ReferenceData> data;  ///< None: no browser, country, language check or bot verdict.
    std::shared_ptr<const GeoLookup> geo;       ///< None: the country comes from the time zone.
};

/// Turns what a decoder understood into a finished event: texts within their limits, times, visitor and links,
/// browser, place, bot verdict, exclusions, and last what the project's privacy forbids is removed (design §2, spec
/// routes §3–4). Owner: service. Thread: complete() may be called from any number of threads at once; it does no I/O.
class Pipeline
{
public:
    explicit Pipeline(PipelineParts parts = {});
    ~Pipeline();
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    /// Completes `decoded.event` in place. `receivedAt` is when the last byte of its request arrived.
    Disposition complete(domain::DecodedEvent& decoded, const domain::SourceEntry& entry, TimePoint receivedAt) const;

    /// The same for an event that was complete once and comes back from an export: it keeps its times, place, browser
    /// and verdicts; texts within limits, visitor and links under this hub's keys, the project's privacy.
    Disposition adopt(domain::Event& event, const domain::SourceEntry& entry) const;

    /// What today's lists and rules say of a stored event: it is labelled anew when they change, never deleted (metrics
    /// §1). `entry`: its source.
    [[nodiscard]] domain::Verdicts judge(const domain::Event& event, const domain::SourceEntry& entry) const;

private:
    [[nodiscard]] static Disposition finish(domain::Event& event, const domain::SourceEntry& entry, bool strict);

    PipelineParts m_parts;
    std::unique_ptr<const IdentityStage> m_identity;
    std::unique_ptr<const EnrichmentStage> m_enrichment; ///< Null without reference data.
};

} // namespace sightglass::pipeline
