// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/pipeline.h"

#include "pipeline/dailysecrets.h"
#include "pipeline/enrichmentstage.h"
#include "pipeline/exclusionstage.h"
#include "pipeline/identitystage.h"
#include "pipeline/privacystage.h"
#include "pipeline/textstage.h"
#include "pipeline/timestage.h"

#include <utility>

namespace sightglass::pipeline {

Pipeline::Pipeline(PipelineParts parts)
    : m_parts(std::move(parts))
    , m_identity(std::make_unique<IdentityStage>(m_parts.idSecret, m_parts.dailySecrets))
    , m_enrichment(m_parts.data ? std::make_unique<EnrichmentStage>(m_parts.data, m_parts.geo) : nullptr)
{
}

Pipeline::~Pipeline() = default;

Disposition Pipeline::complete(domain::DecodedEvent& decoded, const domain::SourceEntry& entry,
                               TimePoint receivedAt) const
{
    domain::Event& event = decoded.event;
    event.source = entry.source.id;
    event.project = entry.project.id;
    applyTextLimits(event);
    applyTime(event, receivedAt);
    m_identity->apply(decoded, entry);
    if (m_enrichment)
        m_enrichment->apply(decoded, entry);
    event.excluded = exclusionOf(decoded, entry);
    return finish(event, entry, isStrict(event, entry.project));
}

Disposition Pipeline::adopt(domain::Event& event, const domain::SourceEntry& entry) const
{
    event.source = entry.source.id;
    event.project = entry.project.id;
    applyTextLimits(event);
    m_identity->adopt(event, entry);
    // What a strict protocol may not keep was left out when the event was completed.
    return finish(event, entry, entry.project.privacy == domain::Privacy::Strict);
}

domain::Verdicts Pipeline::judge(const domain::Event& event, const domain::SourceEntry& entry) const
{
    return {m_enrichment ? m_enrichment->judge(event) : event.bot, exclusionNow(event, entry)};
}

Disposition Pipeline::finish(domain::Event& event, const domain::SourceEntry& entry, bool strict)
{
    if (strict)
        applyStrictPrivacy(event);
    if (event.bot.isBot() && !entry.project.storeFlagged)
        return Disposition::CountBot;
    if (!event.excluded.empty() && !entry.project.storeFlagged)
        return Disposition::CountExcluded;
    return strict && isOnlyCountedWhenStrict(event.kind) ? Disposition::CountIdentity : Disposition::Store;
}

} // namespace sightglass::pipeline
