// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/gatekeeper.h"

#include <algorithm>

namespace sightglass::http {

namespace {

using domain::Method;

constexpr std::size_t kUsualTargetLimit = 8 * kKiB;

bool hasBody(const RequestHead& head)
{
    return head.isChunked || head.contentLength > 0;
}

/// OpenMetrics' node client speaks plain HTTP only (spec routes C38).
bool isServedInPlain(const RouteRow* row)
{
    return row != nullptr && row->owner == Owner::OpenMetrics && row->kind == RouteKind::Ingest;
}

/// What Allow and a preflight list: OPTIONS wherever CORS is not None.
MethodSet withOptions(const RouteMatch& match)
{
    const bool hasCors = match.row != nullptr && match.row->cors != Cors::None;
    return static_cast<MethodSet>(match.allowed | (hasCors ? methods(Method::Options) : 0));
}

} // namespace

bool Gatekeeper::takesUnreadableBodies(const RouteRow& row)
{
    const bool isTracking =
        row.kind == RouteKind::Ingest || row.kind == RouteKind::Pixel || row.kind == RouteKind::Redirect;
    return row.owner == Owner::Tracker && isTracking;
}

Refusal Gatekeeper::tooLarge(const RouteRow& row)
{
    Refusal refused = refusal(row.bodyStatus, "The body is larger than this path allows.");
    refused.meaning = 413;
    return refused;
}

const RouteRow* Gatekeeper::rowOfTarget(std::string_view verbatim) const
{
    Target target;
    if (verbatim.empty() || !splitTarget(verbatim, m_shared.options.basePath, target))
        return nullptr;
    return m_shared.matcher.match(Method::Get, target.segments, target.wasBelowBase).row;
}

std::size_t Gatekeeper::headLimit(std::string_view bytes) const
{
    const std::size_t usual = m_shared.options.limits.headBytes;
    if (bytes.size() <= usual)
        return usual;
    const std::string_view target = targetOfFirstLine(bytes);
    const RouteRow* row = rowOfTarget(target.substr(0, target.find('?')));
    return usual + (row == nullptr || row->targetLimit <= kUsualTargetLimit ? 0 : row->targetLimit);
}

Verdict Gatekeeper::judge(const RequestHead& head, Target& target, const PeerView& peer,
                          const ListenerView& listener) const
{
    Verdict verdict;
    if (!splitTarget(head.target, m_shared.options.basePath, target)) {
        verdict.refusal = refusal(400, "The request target is neither a path nor an address.");
        return verdict;
    }
    verdict.client = viewClient(peer, head, target.authority, m_shared.trusted);
    RouteMatch match;
    if (target.wasBelowBase || !m_shared.options.basePathOnly)
        match = m_shared.matcher.match(head.method, target.segments, target.wasBelowBase, &verdict.captures);
    if (listener.options.kind == ListenerOptions::Kind::Redirect && !isServedInPlain(match.row)) {
        verdict.what = Verdict::Do::Redirect;
        return verdict;
    }
    verdict.row = match.row;
    verdict.allowed = withOptions(match);
    if (refuseByPath(head, target, match, verdict))
        return verdict;
    if (head.method == Method::Options && match.row->cors != Cors::None) {
        verdict.what = Verdict::Do::Preflight;
        return verdict;
    }
    if (!refuseByHeaders(head, verdict))
        verdict.what = Verdict::Do::Serve;
    return verdict;
}

bool Gatekeeper::refuseByPath(const RequestHead& head, const Target&, const RouteMatch& match, Verdict& verdict) const
{
    if (head.target.size() > (match.row == nullptr ? kUsualTargetLimit : match.row->targetLimit)) {
        verdict.refusal = refusal(414, "The request target is too long.");
        return true;
    }
    const bool isPreflight = match.row != nullptr && head.method == Method::Options && match.row->cors != Cors::None;
    if (isPreflight)
        return false;
    const bool isMissed = match.row != nullptr && match.row->kind == RouteKind::CatchAll && !match.isMethodKnown;
    if (match.row == nullptr || isMissed || match.row->kind == RouteKind::NotFound) {
        verdict.refusal = refusal(404, "There is nothing at this path.");
        return true;
    }
    if (!match.isMethodKnown) {
        verdict.refusal = refusal(405, "This path does not know that method.");
        verdict.refusal.allow = methodList(verdict.allowed);
        return true;
    }
    return false;
}

bool Gatekeeper::refuseByRate(Verdict& verdict) const
{
    const Rate rate = verdict.row->rate;
    const IpAddress& address = verdict.client.address;
    const auto now = std::chrono::steady_clock::now();
    std::chrono::seconds wait{0};
    if (rate == Rate::Failures)
        wait = m_shared.addresses.failures.untilAllowed(address, now);
    else if (rate == Rate::Address && !m_shared.manyBehind.contains(address))
        wait = m_shared.addresses.takeRequest(address, now);
    if (wait.count() == 0)
        return false;
    verdict.refusal = refusal(429, rate == Rate::Failures ? "Too many failed sign-ins from this address."
                                                          : "Too many requests from this address.");
    verdict.refusal.retryAfter = wait;
    return true;
}

bool Gatekeeper::refuseByHeaders(const RequestHead& head, Verdict& verdict) const
{
    const RouteRow& row = *verdict.row;
    if (refuseByRate(verdict))
        return true;
    if (head.hasUnknownExpectation) {
        verdict.refusal = refusal(417, "The only expectation met here is 100-continue.");
        return true;
    }
    const auto encoding = parseContentEncoding(head.contentEncoding);
    if (hasBody(head) && (!encoding || head.hasSeveralEncodings) && !takesUnreadableBodies(row)) {
        verdict.refusal = refusal(415, "Content encodings read here are gzip, deflate, br, zstd and identity.");
        return true;
    }
    verdict.encoding = encoding.value_or(ContentEncoding::Identity);
    if (head.contentLength > row.bodyLimit) {
        verdict.refusal = tooLarge(row);
        return true;
    }
    const bool canUpgrade = head.isWebSocketUpgrade && head.method == Method::Get && !head.isHttp10 && !hasBody(head);
    if (row.kind == RouteKind::Socket && !canUpgrade) {
        verdict.refusal = refusal(426, "This path speaks WebSocket.");
        return true;
    }
    return false;
}

std::string redirectLocation(std::string_view host, std::uint16_t port, std::string_view verbatimTarget)
{
    const std::size_t bracket = host.rfind(']');
    const std::size_t colon = host.rfind(':');
    if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket))
        host = host.substr(0, colon);
    std::string location = "https://";
    location.append(host);
    if (port != 443)
        location.append(":").append(std::to_string(port));
    const std::size_t scheme = verbatimTarget.starts_with('/') ? 0 : verbatimTarget.find("://");
    if (scheme != 0) // absolute form
        verbatimTarget.remove_prefix(std::min(verbatimTarget.find('/', scheme + 3), verbatimTarget.size()));
    return location.append(verbatimTarget);
}

} // namespace sightglass::http
