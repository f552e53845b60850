// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/livesessions.h"
#include "domain/request.h"
#include "ingest/opentrace/eventdecoder.h"
#include "ingest/opentrace/rules.h"
#include "intake/intakeservice.h"
#include "intake/opentracescripts.h"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::intake {

struct OpenTraceBatch;
class OpenTraceLinks;

/// What the protocol needs of the hub besides the way of events.
struct OpenTraceParts
{
    std::string version; ///< What /api/health says.
    /// The rules of a source, from memory. Any thread.
    std::function<std::vector<ingest::opentrace::Rule>(const domain::Source&)> rulesOf;
    OpenTraceLinks* links = nullptr;          ///< Campaigns of bots; none: nobody asks for them. Outlives the intake.
    domain::LiveSessions* sessions = nullptr; ///< Who is there now; none: nobody asks. Outlives the intake.
};

/// Events in the OpenTrace protocol (spec opentrace §1, §2): which resource each belongs to, decoding, the pipeline,
/// the sink, and the answer after the commit. Events of resources nobody knows are kept in Unassigned. Owner: service;
/// must outlive the server. Thread: handlers run on server threads, any number at once; they do not block.
class OpenTraceIntake
{
public:
    OpenTraceIntake(IntakeService& service, ingest::opentrace::Options options, OpenTraceParts parts);

    /// Handlers by route id.
    [[nodiscard]] std::vector<std::pair<std::string_view, domain::Handler>> handlers();

    /// POST /api/v1/collect and /v1/collect: one event or a list of them. Failures are 200, too.
    void collect(domain::Request&& request, domain::Responder respond);
    /// POST /api/v1/event: one event or a list of them; an event that is not valid is 422.
    void event(domain::Request&& request, domain::Responder respond);
    /// GET /api/v1/rules/{uid}: none for a resource nobody knows.
    void rules(domain::Request&& request, domain::Responder respond);
    /// GET /sdk/t.js?id=<UID>
    void tracker(domain::Request&& request, domain::Responder respond);
    /// POST /api/v1/identify
    void identify(domain::Request&& request, domain::Responder respond);

private:
    /// What the three calls do differently.
    struct Call
    {
        std::string (*uidOf)(json::Value body);
        std::variant<ingest::opentrace::Events, ingest::opentrace::Problems> (*decode)(const ingest::opentrace::Sender&,
                                                                                       json::Value body);
        bool isOfServers = false; ///< Live state is kept of bots only (spec opentrace §4).
        bool takesLists = true;
        bool failsWith200 = false;
    };

    [[nodiscard]] std::vector<ingest::opentrace::Rule> rulesOf(const domain::Source& source) const;
    void take(const domain::Request& request, const Call& call, domain::Responder respond);
    void noteSession(const domain::Request& request, const Call& call, const domain::SourceEntry& entry,
                     json::Value item, const domain::DecodedEvent& decoded) const;
    /// What an event of that project says with its `bot_param`.
    [[nodiscard]] ingest::opentrace::BotStart botStart(const domain::SourceEntry& entry, TimePoint at,
                                                       std::string_view param, std::string_view userId) const;
    void decodeItem(const domain::Request& request, const Call& call, json::Value item, OpenTraceBatch& batch) const;
    void store(const domain::Request& request, OpenTraceBatch batch, domain::Responder respond);
    /// False when a source sends more than it may; everything was answered then.
    [[nodiscard]] bool isWithinLimits(const domain::Request& request, const OpenTraceBatch& batch,
                                      const domain::Responder& respond);
    void refuse(const domain::Request& request, const Call& call, const ingest::opentrace::Problems& problems,
                const domain::Responder& respond);
    void report(const domain::Request& request, const domain::SourceEntry* entry, std::string_view reason,
                std::string_view detail);
    void reportItems(const domain::Request& request, const OpenTraceBatch& batch);

    IntakeService& m_service;
    const ingest::opentrace::Options m_options;
    const OpenTraceParts m_parts;
    const OpenTraceScripts m_scripts;
};

} // namespace sightglass::intake
