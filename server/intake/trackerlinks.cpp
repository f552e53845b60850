// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/trackerlinks.h"

#include "core/handover.h"
#include "domain/passwordhash.h"
#include "ingest/base64.h"
#include "ingest/membertext.h"
#include "ingest/tracker/answers.h"
#include "ingest/tracker/texts.h"
#include "ingest/tracker/uuids.h"

#include <tuple>

namespace sightglass::intake {

namespace {

namespace trk = ingest::tracker;

/// Checking a password takes a while: more are told to come again.
constexpr int kWaitingAdmins = 64;

using domain::Method;
using domain::Request;
using domain::Responder;

/// User and password of "Basic …"; two empty ones for anything else.
std::pair<std::string, std::string> basicCredentials(std::string_view authorization)
{
    constexpr std::string_view kScheme = "Basic ";
    if (!authorization.starts_with(kScheme))
        return {};
    const auto text = ingest::decodeBase64(authorization.substr(kScheme.size()));
    const std::size_t colon = text ? text->find(':') : std::string::npos;
    if (colon == std::string::npos)
        return {};
    return {text->substr(0, colon), text->substr(colon + 1)};
}

/// redirect, redirect/{uid}/{password}, redirects/{host}, redirects/{uid}/{password}/{host}
bool isLinkCall(const Request& request, std::string_view word, std::size_t rest)
{
    const auto& path = request.captures;
    return !path.empty() && path.front() == word && (path.size() == 1 + rest || path.size() == 3 + rest);
}

} // namespace

TrackerLinks::TrackerLinks(TrackerIntake& tracker, domain::ShortLinks& links, TrackerLinkOptions options)
    : m_tracker(tracker)
    , m_links(links)
    , m_options(std::move(options))
{
    m_pool.setMaxThreadCount(1);
}

TrackerLinks::~TrackerLinks()
{
    m_pool.waitForDone();
}

std::vector<std::pair<std::string_view, domain::Handler>> TrackerLinks::handlers()
{
    return {{"tracker.slug",
             [this](Request&& request, const Responder& respond) {
                 if (!visitIfKnown(request, respond))
                     respond(trk::noSuchLink());
             }},
            {"tracker.links", m_tracker.places().counted([this](Request&& request, Responder respond) {
                 administer(std::move(request), std::move(respond));
             })}};
}

bool TrackerLinks::visitIfKnown(const Request& request, const Responder& respond)
{
    for (const std::string& name : trk::shortLinkNames(request)) {
        const auto stored = m_links.target(name);
        const trk::ShortLinkTarget target = stored ? trk::shortLinkTarget(*stored) : trk::ShortLinkTarget();
        if (target.location.empty())
            continue;
        TrackerIntake::Visit visit{target.location, {{"last", request.path}, {"url", target.location}}, name};
        if (!target.isTracked) {
            visit.defaults.emplace_back("etyp", "redirect");
            visit.defaults.emplace_back("ename", "short_rdr");
        }
        Request followed = request;
        followed.captures.clear();
        if (!target.query.empty())
            followed.query += (followed.query.empty() ? "" : "&") + target.query;
        m_tracker.follow(followed, std::move(visit), respond);
        return true;
    }
    return false;
}

void TrackerLinks::administer(Request&& request, Responder respond)
{
    const bool reads = request.method == Method::Get || request.method == Method::Head;
    const bool sets = request.method == Method::Post && isLinkCall(request, "redirect", 0);
    const bool lists = reads && isLinkCall(request, "redirects", 1);
    if (!sets && !lists)
        return respond(trk::wrongMethod());
    if (m_waiting.fetch_add(1) >= kWaitingAdmins) {
        --m_waiting;
        return respond(trk::full());
    }
    m_pool.start(HandedOver([this, sets, request = std::move(request), respond = std::move(respond)] {
        const Claim claim = claimOf(request);
        if (sets)
            set(request, claim, respond);
        else
            list(ingest::lowerText(request.captures.back()), claim, respond);
        --m_waiting;
    }));
}

TrackerLinks::Claim TrackerLinks::claimOf(const Request& request) const
{
    const auto& path = request.captures;
    const std::string_view header = domain::header(request.headers, "Authorization");
    Claim claim;
    if (path.size() >= 3) {
        claim.user = path[1];
        claim.password = path[2];
    } else {
        std::tie(claim.user, claim.password) = basicCredentials(header);
        claim.isOfToken = m_options.opensWithHeader && m_options.opensWithHeader(header);
    }
    return claim;
}

std::optional<std::string> TrackerLinks::refusalOf(const Claim& claim)
{
    if (claim.isOfToken)
        return std::nullopt;
    if (claim.user.empty() && claim.password.empty())
        return "User not provided";
    if (claim.user.empty())
        return "User ID not provided";
    if (claim.password.empty())
        return "User pass not provided";
    if (m_options.opensWithToken && m_options.opensWithToken(claim.password))
        return std::nullopt;
    const auto account = m_links.account(trk::uuidOf(claim.user).value_or(std::string()));
    if (!account)
        return "not found";
    if (!domain::isPassword(claim.password, account->passwordHash))
        return "Bad pass";
    if (domain::isLegacyHash(account->passwordHash)) { // it has shown what to hash properly
        if (auto hash = domain::hashPassword(claim.password))
            static_cast<void>(m_links.setAccount({account->id, *std::move(hash), account->createdAt}));
    }
    return std::nullopt;
}

void TrackerLinks::set(const Request& request, const Claim& claim, const Responder& respond)
{
    if (const auto refusal = refusalOf(claim))
        return refuse(*refusal, respond, true);
    json::Parser parser;
    auto read = trk::readShortLink(parser, request.body, m_options.rules);
    if (const auto* message = std::get_if<std::string_view>(&read))
        return refuse(*message, respond);
    auto change = std::get<domain::ShortLinkChange>(std::move(read));
    change.updatedAt = request.receivedAt;
    change.updater = claim.user.empty() ? "token" : claim.user;
    if (const auto done = m_links.set(change); !done)
        return respond(trk::unavailable());
    respond(trk::tracked());
}

void TrackerLinks::list(const std::string& host, const Claim& claim, const Responder& respond)
{
    if (const auto refusal = refusalOf(claim))
        return refuse(*refusal, respond, true);
    const auto history = m_links.history(host);
    respond(history ? trk::shortLinkList(*history) : trk::unavailable());
}

void TrackerLinks::refuse(std::string_view message, const Responder& respond, bool isSignIn) const
{
    domain::Response response = trk::badRequest(message);
    response.isFailedSignIn = isSignIn;
    respond(std::move(response));
}

} // namespace sightglass::intake
