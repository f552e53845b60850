// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/posthog/requestdecoder.h"
#include "intake/intakeservice.h"
#include "intake/posthogscripts.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::intake {

/// Everything the hub answers in the PostHog protocol (spec drop-in-apis §4): unpacking, the token, decoding, the
/// pipeline, the sink, and the answer after the commit. Owner: service; must outlive the server. Thread: handlers run
/// on server threads, any number at once; they do not block.
class PosthogIntake
{
public:
    explicit PosthogIntake(IntakeService& service);

    /// Handlers by route id.
    [[nodiscard]] std::vector<std::pair<std::string_view, domain::Handler>> handlers();

    /// POST and GET /e, /i/v0/e, /capture, /track, /engage; POST /batch
    void capture(domain::Request&& request, domain::Responder respond);
    /// POST /flags and /decide
    void flags(domain::Request&& request, domain::Responder respond);
    /// GET /array/{token}/config and config.js: the first capture is the token.
    void config(domain::Request&& request, domain::Responder respond);
    /// POST /s: replays, thrown away.
    void replay(domain::Request&& request, domain::Responder respond);

private:
    using Envelope = ingest::posthog::Envelope;
    using Failure = ingest::posthog::Failure;

    void take(const domain::Request& request, domain::Responder respond);
    void accept(const domain::Request& request, const domain::SourceEntry& entry, ingest::posthog::Decoded decoded,
                domain::Responder respond);
    void refuse(const domain::Request& request, const Failure& failure, const domain::Responder& respond,
                std::string token = {});
    void reportItems(const domain::Request& request, const domain::SourceEntry& entry,
                     std::vector<ingest::Refusal> refusals);
    [[nodiscard]] domain::SourceDirectory::Entry sourceOf(std::string_view token) const;

    IntakeService& m_service;
    const PosthogScripts m_scripts;
};

} // namespace sightglass::intake
