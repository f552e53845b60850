// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/sierraintake.h"

#include "core/charset.h"
#include "ingest/sierra/body.h"
#include "ingest/sierra/exception.h"
#include "ingest/sierra/hit.h"
#include "ingest/sierra/pixel.h"
#include "ingest/sierra/text.h"
#include "intake/rejections.h"
#include "intake/scriptanswer.h"
#include "intake/threadparser.h"

#include <algorithm>

namespace sightglass::intake {

namespace {

namespace si = ingest::sierra;

using domain::Request;
using domain::Responder;

constexpr std::chrono::hours kTrackerAge{1};

/// The tracker for pages that reach the hub below a base path: it says there where the requests go.
std::string placedBelow(std::string script, std::string_view basePath)
{
    constexpr std::string_view kPlace = "@base@";
    const bool isPlain = std::all_of(basePath.begin(), basePath.end(), [](char c) {
        return isDigit(c) || si::isAsciiLetter(c) || c == '/' || c == '-' || c == '_' || c == '.' || c == '~';
    });
    if (const std::size_t at = script.find(kPlace); at != std::string::npos)
        script.replace(at, kPlace.size(), isPlain ? basePath : std::string_view());
    return script;
}

} // namespace

SierraIntake::SierraIntake(IntakeService& service, si::Options options, Parts parts)
    : m_service(service)
    , m_options(options)
    , m_parts(std::move(parts))
    , m_script(resourceText(QStringLiteral(":/clients/sierra/tracker.js")))
{
}

std::vector<std::pair<std::string_view, domain::Handler>> SierraIntake::handlers()
{
    const auto handler = [this](void (SierraIntake::*method)(Request&&, Responder)) {
        return [this, method](Request&& request, Responder respond) {
            (this->*method)(std::move(request), std::move(respond));
        };
    };
    return {{"sierra.hit", handler(&SierraIntake::hit)},
            {"sierra.exception", handler(&SierraIntake::exception)},
            {"sierra.pixel", handler(&SierraIntake::pixel)},
            {"sierra.ping", [](Request&& request, const Responder& respond) { respond(si::ping(request)); }},
            {"sierra.robots", [](Request&&, const Responder& respond) { respond(si::robots()); }},
            {"sierra.unknown", [](Request&&, const Responder& respond) { respond(si::notFound()); }},
            {"sierra.script", [this](Request&& request, const Responder& respond) {
                 respond(scriptAnswer(request, placedBelow(m_script, request.basePath), kTrackerAge));
             }}};
}

void SierraIntake::hit(Request&& request, Responder respond)
{
    take(request, std::move(respond), si::readHit, si::decodeHit);
}

void SierraIntake::exception(Request&& request, Responder respond)
{
    take(request, std::move(respond), si::readException, si::decodeException);
}

void SierraIntake::pixel(Request&& request, Responder respond)
{
    const std::string_view segment = request.captures.empty() ? std::string_view() : request.captures.front();
    const auto pixel = m_parts.pixels ? m_parts.pixels(si::pixelIdOf(segment)) : std::nullopt;
    if (!pixel)
        return respond(si::notFound());
    Entry entry = m_service.directory().firstOfProject(pixel->project);
    if (!entry)
        entry = m_service.directory().byId(domain::kUnassignedSource);
    if (isUncounted(request, entry->project) ||
        m_service.refusesSwitchedOff(*entry, domain::Protocol::Sierra, request.receivedAt))
        return respond(si::image());
    const Responder once = m_service.answerWithin(IntakeService::kPersonWaits, std::move(respond), si::image());
    std::vector<domain::DecodedEvent> events;
    events.push_back(si::decodePixel(*pixel, request));
    m_service.store(*entry, std::move(events), request.receivedAt, [once](StoreResult) { once(si::image()); });
}

bool SierraIntake::isUncounted(const Request& request, const domain::Project& project)
{
    if (m_service.ignoresPrefetch(request, domain::Protocol::Sierra))
        return true;
    if (!optsOut(request, project))
        return false;
    m_service.ignored(domain::Protocol::Sierra, Ignored::OptOut, 1);
    return true;
}

/// The order of checks is the contract's (spec sierra §1.2); the rate limit is the gate's.
template <typename Read, typename Decode>
void SierraIntake::take(const Request& request, Responder respond, const Read& read, const Decode& decode)
{
    const auto body = si::readBody(threadParser(), request, m_options);
    if (const auto* failure = std::get_if<Failure>(&body))
        return refuse(request, *failure, respond);
    const auto& document = std::get<json::Document>(body);
    const auto report = read(document.root, m_options);
    if (const auto* failure = std::get_if<Failure>(&report))
        return refuse(request, *failure, respond);
    const auto& sent = std::get<0>(report);
    if (!sent.page)
        return drop(request, "unusable_url", "The page's address names no host.", respond);
    Entry known = sourceOf(*sent.page);
    const Entry entry = known ? known : m_service.directory().byId(domain::kUnassignedSource);
    if (m_service.refusesSwitchedOff(*entry, domain::Protocol::Sierra, request.receivedAt))
        return respond(si::accepted());
    if (optsOut(request, entry->project)) {
        m_service.ignored(domain::Protocol::Sierra, Ignored::OptOut, 1);
        return respond(si::accepted());
    }
    domain::DecodedEvent decoded = decode(sent, request, *entry, m_options);
    if (document.repaired)
        domain::addWarning(decoded.event, domain::Warning::TextRepaired);
    place(request, *sent.page, std::move(known), std::move(decoded), std::move(respond));
}

void SierraIntake::place(const Request& request, const si::Page& page, Entry known, domain::DecodedEvent decoded,
                         Responder respond)
{
    const TimePoint receivedAt = request.receivedAt;
    const bool isAssigned = known && known->project.id != domain::kUnassignedProject;
    const bool isBot = decoded.event.bot.isBot();
    if (!isAssigned && !isBot)
        m_service.unknownSender(domain::Protocol::Sierra, page.source(), receivedAt);
    if (known || isBot || !m_parts.registerSource)
        return accept(receivedAt, known ? *known : *m_service.directory().byId(domain::kUnassignedSource),
                      std::move(decoded), std::move(respond));
    m_parts.registerSource(page.source(),
                           [this, receivedAt, decoded = std::move(decoded), respond = std::move(respond)](
                               const Entry& entry) { accept(receivedAt, *entry, decoded, respond); });
}

void SierraIntake::accept(TimePoint receivedAt, const domain::SourceEntry& entry, domain::DecodedEvent decoded,
                          Responder respond)
{
    if (const auto wait = m_service.overLimit(entry.source, 1, receivedAt)) {
        m_service.refused(rateLimited(domain::Protocol::Sierra, receivedAt, entry));
        return respond(si::slowDown(*wait));
    }
    std::vector<domain::DecodedEvent> events;
    events.push_back(std::move(decoded));
    m_service.store(entry, std::move(events), receivedAt, [respond = std::move(respond)](StoreResult result) {
        respond(result == StoreResult::Stored ? si::accepted() : si::unavailable());
    });
}

/// Nothing of what was sent is shown: it is nobody's business.
void SierraIntake::refuse(const Request& request, const Failure& failure, const Responder& respond)
{
    m_service.refused(rejectionOf(domain::Protocol::Sierra, request.receivedAt, nullptr, failure.code, failure.line));
    respond(si::refused(failure));
}

void SierraIntake::drop(const Request& request, std::string_view reason, std::string_view detail,
                        const Responder& respond)
{
    m_service.refused(rejectionOf(domain::Protocol::Sierra, request.receivedAt, nullptr, reason, detail));
    respond(si::accepted());
}

bool SierraIntake::optsOut(const Request& request, const domain::Project& project) const
{
    const bool byDefault = m_options.honourDnt && project.honourOptOut == domain::OptOut::Auto;
    return IntakeService::optsOut(request, project) || (byDefault && IntakeService::asksForPrivacy(request));
}

SierraIntake::Entry SierraIntake::sourceOf(const si::Page& page) const
{
    const domain::SourceDirectory& directory = m_service.directory();
    auto entry = directory.byHost(page.host);
    return entry ? entry : directory.byPublicId(domain::Protocol::Sierra, page.source());
}

} // namespace sightglass::intake
