// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/goatcounterintake.h"

#include "core/utf8.h"
#include "ingest/goatcounter/api.h"
#include "ingest/goatcounter/pixel.h"
#include "intake/rejections.h"
#include "intake/scriptanswer.h"
#include "intake/threadparser.h"

#include <algorithm>

namespace sightglass::intake {

namespace {

namespace gc = ingest::goatcounter;

using namespace std::chrono_literals;
using domain::Method;
using domain::Request;
using domain::Responder;

constexpr std::chrono::seconds kGoatcounterBusyWait = 5s;
constexpr std::chrono::seconds kGoatcounterScriptAge = 1h;

/// The site that a request's path names, when its row captures `others` more; "" without one.
std::string siteOfPath(const Request& request, std::size_t others)
{
    return request.captures.size() > others ? request.captures.front() : std::string();
}

gc::Failure unavailableNow()
{
    return {503, "unavailable", "hits cannot be stored right now"};
}

gc::Failure switchedOffSite()
{
    return {400, "source_off", "this site is switched off"};
}

gc::Failure tooManyHits()
{
    return {429, "rate_limited", "too many hits a second"};
}

} // namespace

GoatcounterIntake::GoatcounterIntake(IntakeService& service, GoatcounterParts parts)
    : m_service(service)
    , m_parts(std::move(parts))
    , m_script(resourceText(QStringLiteral(":/clients/goatcounter/count.min.js")))
{
}

std::vector<std::pair<std::string_view, domain::Handler>> GoatcounterIntake::handlers()
{
    const auto handler = [this](void (GoatcounterIntake::*method)(Request&&, Responder)) {
        return [this, method](Request&& request, Responder respond) {
            (this->*method)(std::move(request), std::move(respond));
        };
    };
    const domain::Handler script = [this](Request&& request, const Responder& respond) {
        respond(scriptAnswer(request, m_script, kGoatcounterScriptAge));
    };
    return {{"goatcounter.count", handler(&GoatcounterIntake::count)},
            {"goatcounter.hits", handler(&GoatcounterIntake::hits)},
            {"goatcounter.counter", handler(&GoatcounterIntake::counter)},
            {"goatcounter.script", script}};
}

void GoatcounterIntake::count(Request&& request, Responder respond)
{
    if (request.method != Method::Post && m_service.ignoresPrefetch(request, domain::Protocol::Goatcounter))
        return respond(gc::image());
    const std::string site = siteOfPath(request, 0);
    const auto entry = sourceOf(request, site);
    if (!entry) {
        const Failure failure{400, "unknown_site", "unknown site"};
        report(request, nullptr, failure, site.empty() ? request.host : site);
        return respond(gc::image(failure));
    }
    if (m_service.refusesSwitchedOff(*entry, domain::Protocol::Goatcounter, request.receivedAt))
        return respond(gc::image(switchedOffSite()));
    auto decoded = gc::decodePixel(request, *entry);
    if (const auto* failure = std::get_if<Failure>(&decoded)) {
        report(request, entry.get(), *failure);
        return respond(gc::image(*failure));
    }
    storeImage(request, *entry, std::get<domain::DecodedEvent>(std::move(decoded)), std::move(respond));
}

void GoatcounterIntake::storeImage(const Request& request, const domain::SourceEntry& entry, domain::DecodedEvent event,
                                   Responder respond)
{
    if (IntakeService::optsOut(request, entry.project)) {
        m_service.ignored(domain::Protocol::Goatcounter, Ignored::OptOut, 1);
        return respond(gc::image());
    }
    if (const auto wait = m_service.overLimit(entry.source, 1, request.receivedAt)) {
        report(request, &entry, tooManyHits());
        return respond(gc::imageLater(tooManyHits(), *wait));
    }
    std::vector<domain::Event> events;
    const bool isStored = m_service.complete(event, entry, request.receivedAt);
    const domain::Response image = event.event.excluded.empty() ? gc::image() : gc::excluded(event.event.excluded);
    if (isStored)
        events.push_back(std::move(event.event));
    const Responder once = m_service.answerWithin(IntakeService::kPersonWaits, std::move(respond), image);
    m_service.submit(std::move(events), [once, image](StoreResult result) {
        once(result == StoreResult::Stored ? image : gc::imageLater(unavailableNow(), kGoatcounterBusyWait));
    });
}

void GoatcounterIntake::hits(Request&& request, Responder respond)
{
    const auto scope = m_parts.scopeOf(domain::header(request.headers, "Authorization"));
    std::optional<Failure> failure;
    if (!scope)
        failure = Failure{401, "no_token", "no token, or one that this hub does not know"};
    else if (*scope == domain::Scope::Read)
        failure = Failure{403, "no_right", "this token may not count"};
    const auto entry = sourceOf(request, {});
    if (!failure && !entry)
        failure = Failure{400, "unknown_site", "unknown site"};
    if (failure) {
        report(request, nullptr, *failure, failure->code == "unknown_site" ? request.host : std::string());
        return respond(gc::apiRefused(*failure));
    }
    if (m_service.refusesSwitchedOff(*entry, domain::Protocol::Goatcounter, request.receivedAt))
        return respond(gc::apiRefused(switchedOffSite()));
    storeHits(request, *entry, std::move(respond));
}

void GoatcounterIntake::storeHits(const Request& request, const domain::SourceEntry& entry, Responder respond)
{
    auto decoded = gc::decodeHits(threadParser(), request, entry);
    if (const auto* failure = std::get_if<Failure>(&decoded)) {
        report(request, &entry, *failure);
        return respond(gc::apiRefused(*failure));
    }
    auto& hits = std::get<gc::DecodedHits>(decoded);
    for (ingest::Refusal& refusal : hits.refusals)
        m_service.refused(rejectionOf(domain::Protocol::Goatcounter, request.receivedAt, entry, std::move(refusal)));
    if (hits.events.empty())
        return respond(gc::apiAnswer(hits.errors, {}));
    if (const auto wait = m_service.overLimit(entry.source, hits.events.size(), request.receivedAt)) {
        report(request, &entry, tooManyHits());
        return respond(gc::apiLater(tooManyHits(), *wait));
    }
    std::vector<domain::Event> events;
    std::vector<std::size_t> excluded;
    for (std::size_t i = 0; i < hits.events.size(); ++i) {
        domain::DecodedEvent& hit = hits.events[i];
        const bool isStored = m_service.complete(hit, entry, request.receivedAt);
        if (!hit.event.excluded.empty())
            excluded.push_back(hits.indexes[i]);
        if (isStored)
            events.push_back(std::move(hit.event));
    }
    m_service.submit(std::move(events), [respond = std::move(respond),
                                         answer = gc::apiAnswer(hits.errors, excluded)](StoreResult result) mutable {
        respond(result == StoreResult::Stored ? std::move(answer)
                                              : gc::apiLater(unavailableNow(), kGoatcounterBusyWait));
    });
}

void GoatcounterIntake::counter(Request&& request, Responder respond)
{
    const auto entry = sourceOf(request, siteOfPath(request, 1));
    const bool keepsSlash = entry && entry->project.keepTrailingSlash;
    const auto question = request.captures.empty() ? std::nullopt
                                                   : gc::parseCounter(request.captures.back(), request.query,
                                                                      request.receivedAt, keepsSlash);
    if (!question)
        return respond(gc::apiRefused({400, "bad_counter", "no counter of that kind, or no date"}));
    if (!entry)
        return respond(gc::counterAnswer(question->format, {}));
    if (!isPublic(entry->source))
        return respond(gc::apiRefused({403, "not_public", "the counters of this site are not public"}));
    const auto answer = [respond = std::move(respond), format = question->format](const auto& numbers) {
        respond(numbers ? gc::counterAnswer(format, *numbers)
                        : gc::apiLater({503, "unavailable", "nobody can count right now"}, kGoatcounterBusyWait));
    };
    m_parts.count(*entry, *question, request.abandoned, answer);
}

void GoatcounterIntake::report(const Request& request, const domain::SourceEntry* entry, const Failure& failure,
                               std::string site)
{
    domain::Rejection rejection =
        rejectionOf(domain::Protocol::Goatcounter, request.receivedAt, entry, failure.code, failure.detail);
    rejection.key = cutUtf8(repairUtf8(site), domain::UnknownSenders::kIdBytes);
    m_service.refused(std::move(rejection));
}

domain::SourceDirectory::Entry GoatcounterIntake::sourceOf(const Request& request, std::string_view site) const
{
    const domain::SourceDirectory& directory = m_service.directory();
    if (!site.empty())
        return directory.byPublicId(domain::Protocol::Goatcounter, site);
    const auto ofHost = directory.byHost(request.host);
    return ofHost ? ofHost : directory.onlySource();
}

bool GoatcounterIntake::isPublic(const domain::Source& source) const
{
    return std::any_of(m_parts.publicSites.begin(), m_parts.publicSites.end(),
                       [&source](const std::string& site) { return site == "*" || site == source.goatcounterSite; });
}

} // namespace sightglass::intake
