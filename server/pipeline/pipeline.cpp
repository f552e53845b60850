// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/pipeline.h"

#include "pipeline/dailysecrets.h"
#include "pipeline/identitystage.h"
#include "pipeline/timestage.h"

#include <utility>

namespace sightglass::pipeline {

Pipeline::Pipeline(PipelineParts parts)
    : m_parts(std::move(parts))
    , m_identity(std::make_unique<IdentityStage>(m_parts.idSecret, m_parts.dailySecrets))
{
}

Pipeline::~Pipeline() = default;

Disposition Pipeline::complete(domain::DecodedEvent& decoded, const domain::SourceEntry& entry,
                               TimePoint receivedAt) const
{
    domain::Event& event = decoded.event;
    event.source = entry.source.id;
    event.project = entry.project.id;
    applyTime(event, receivedAt);
    m_identity->apply(decoded, entry);
    return Disposition::Store;
}

} // namespace sightglass::pipeline
