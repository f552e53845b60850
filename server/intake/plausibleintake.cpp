// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/plausibleintake.h"

#include "core/ipaddress.h"
#include "ingest/plausible/answers.h"
#include "intake/rejections.h"

namespace sightglass::intake {

namespace {

namespace pl = ingest::plausible;

using domain::Request;
using domain::Responder;

/// Its buffers are worth keeping between the requests of one server thread.
pl::MessageReader& messageReader()
{
    thread_local pl::MessageReader instance;
    return instance;
}

} // namespace

/// Sites of one message for which nothing is counted, and why.
struct PlausibleIntake::Dropped
{
    std::size_t sites = 0;
    std::string reasons; ///< "bot;unknown_site", each once.

    void add(std::string_view reason)
    {
        ++sites;
        if (reasons.find(reason) != std::string::npos)
            return;
        reasons += reasons.empty() ? "" : ";";
        reasons += reason;
    }
};

PlausibleIntake::PlausibleIntake(IntakeService& service)
    : m_service(service)
{
}

std::vector<std::pair<std::string_view, domain::Handler>> PlausibleIntake::handlers()
{
    return {{"plausible.event",
             [this](Request&& request, Responder respond) { event(std::move(request), std::move(respond)); }},
            {"plausible.script", [this](Request&& request, const Responder& respond) {
                 respond(m_scripts.answer(request, m_service.directory()));
             }}};
}

void PlausibleIntake::event(Request&& request, Responder respond)
{
    m_service.recognise(request);
    if (domain::isTrustedSender(request) && domain::header(request.headers, "X-Debug-Request") == "true")
        return respond(pl::addressUsed(request));
    const auto read = messageReader().read(request);
    if (const auto* errors = std::get_if<pl::Errors>(&read))
        return refuse(request, *errors, respond);
    accept(request, std::get<pl::Message>(read), std::move(respond));
}

void PlausibleIntake::accept(const Request& request, const pl::Message& message, Responder respond)
{
    Dropped dropped;
    std::vector<domain::Event> events;
    for (const std::string& site : message.domains) {
        const auto entry = m_service.directory().byHost(site);
        if (!entry) {
            dropped.add("unknown_site");
            refuseSite(request, site);
            continue;
        }
        if (m_service.refusesSwitchedOff(*entry, domain::Protocol::Plausible, request.receivedAt)) {
            dropped.add("source_off");
            continue;
        }
        if (IntakeService::optsOut(request, entry->project)) {
            m_service.ignored(domain::Protocol::Plausible, Ignored::OptOut, 1);
            continue;
        }
        if (const auto wait = m_service.overLimit(entry->source, 1, request.receivedAt)) {
            m_service.refused(rateLimited(domain::Protocol::Plausible, request.receivedAt, *entry));
            return respond(pl::tooManyRequests(*wait));
        }
        domain::DecodedEvent decoded = pl::eventFor(message, *entry);
        const bool isStored = m_service.complete(decoded, *entry, request.receivedAt);
        if (decoded.event.bot.isBot())
            dropped.add("bot");
        else if (!decoded.event.excluded.empty())
            dropped.add("excluded");
        if (isStored)
            events.push_back(std::move(decoded.event));
    }
    const auto sender = IpAddress::parse(request.clientAddress);
    const std::string reasons = sender && sender->isPrivate() ? dropped.reasons : std::string();
    m_service.submit(std::move(events), [respond = std::move(respond),
                                         answer = pl::accepted(dropped.sites, reasons)](StoreResult result) mutable {
        respond(result == StoreResult::Stored ? std::move(answer) : pl::busy());
    });
}

void PlausibleIntake::refuse(const Request& request, const pl::Errors& errors, const Responder& respond)
{
    for (const pl::FieldError& error : errors) {
        std::string detail(error.field);
        m_service.refused(rejectionOf(domain::Protocol::Plausible, request.receivedAt, nullptr, "invalid_event",
                                      detail.append(" ").append(error.message)));
    }
    respond(pl::invalid(errors));
}

void PlausibleIntake::refuseSite(const Request& request, std::string site)
{
    auto rejection = rejectionOf(domain::Protocol::Plausible, request.receivedAt, nullptr, "unknown_site",
                                 "The site belongs to no source of this hub.");
    rejection.key = std::move(site);
    m_service.refused(std::move(rejection));
}

} // namespace sightglass::intake
