// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/goatcounter/answers.h"
#include "ingest/goatcounter/counter.h"
#include "intake/intakeservice.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::intake {

/// What GoatCounter's pages need of the hub besides its intake.
struct GoatcounterParts
{
    /// The scope of the token in an Authorization header ("Bearer …"); nothing for none and unknown ones.
    std::function<std::optional<domain::Scope>(std::string_view authorization)> scopeOf;
    /// Counts a page's views; `done` is called once, on any thread, with nothing when it cannot be answered now.
    /// `abandoned`: see domain::Request.
    using Counted = std::function<void(std::optional<ingest::goatcounter::CounterNumbers>)>;
    std::function<void(const domain::SourceEntry& entry, const ingest::goatcounter::CounterQuestion& question,
                       const std::shared_ptr<domain::Cancellation>& abandoned, Counted done)>
        count;
    std::vector<std::string> publicSites; ///< Those whose counters anyone may read; "*" = all.
};

/// Everything the hub answers in the GoatCounter protocol (spec drop-in-apis §5): the site, decoding, the pipeline, the
/// sink, and the answer after the commit. Owner: service; must outlive the server. Thread: handlers run on server
/// threads, any number at once; they do not block.
class GoatcounterIntake
{
public:
    GoatcounterIntake(IntakeService& service, GoatcounterParts parts);

    /// Handlers by route id.
    [[nodiscard]] std::vector<std::pair<std::string_view, domain::Handler>> handlers();

    /// GET and POST /count and /gc/{site}/count: always the GIF, 250 ms after the request at the latest.
    void count(domain::Request&& request, domain::Responder respond);
    /// POST /api/v0/count
    void hits(domain::Request&& request, domain::Responder respond);
    /// GET /counter/{path} and /gc/{site}/counter/{path}
    void counter(domain::Request&& request, domain::Responder respond);

private:
    using Failure = ingest::goatcounter::Failure;

    void storeImage(const domain::Request& request, const domain::SourceEntry& entry, domain::DecodedEvent event,
                    domain::Responder respond);
    void storeHits(const domain::Request& request, const domain::SourceEntry& entry, domain::Responder respond);
    void report(const domain::Request& request, const domain::SourceEntry* entry, const Failure& failure,
                std::string site = {});
    /// The source of a site's own path, else of the host that was asked, else the only one (spec routes C28).
    [[nodiscard]] domain::SourceDirectory::Entry sourceOf(const domain::Request& request, std::string_view site) const;
    [[nodiscard]] bool isPublic(const domain::Source& source) const;

    IntakeService& m_service;
    const GoatcounterParts m_parts;
    const std::string m_script;
};

} // namespace sightglass::intake
