// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/trackeroptions.h"

#include "core/timezone.h"
#include "http/routematcher.h"
#include "http/target.h"
#include "ingest/tracker/redirecttarget.h"
#include "ingest/tracker/urltext.h"
#include "service/hubcore.h"

#include <QDateTime>
#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QUrl>

namespace sightglass::service {

namespace {

namespace trk = ingest::tracker;

/// Where the namespaces of hubs are named in; drawn once for this program.
constexpr std::string_view kNamespaces = "6f0a3f0e-3c55-4d5c-9a59-2f4a6f4f7b1d";

std::vector<std::string> texts(const QStringList& list)
{
    std::vector<std::string> out;
    for (const QString& item : list)
        out.push_back(item.toStdString());
    return out;
}

/// Whether a row of the route table takes a path before a short link is asked for.
bool isRouteOfTheHub(std::string_view path)
{
    static const http::RouteMatcher matcher(http::routes(), [](const http::RouteRow&) { return true; });
    http::Target target;
    if (!http::splitTarget(path, {}, target))
        return true;
    const http::RouteMatch match = matcher.match(domain::Method::Get, target.segments, false);
    return match.row != nullptr && match.row->kind != http::RouteKind::CatchAll;
}

trk::Options eventOptions(const Settings& settings, const storage::Store& store)
{
    const auto text = [&settings](const char* key) { return settings.text(key).toStdString(); };
    trk::Options out;
    out.ignoreQueryKey = text("tracker_ignore_query_key");
    out.identityPrefix = text("tracker_identity_prefix");
    out.accountMixer = text("tracker_account_mixer");
    out.urlFilter = text("tracker_url_filter");
    out.urlFilterGroup = int(settings.number("tracker_url_filter_group"));
    out.visitorFollowsUser = settings.truth("tracker_visitor_follows_user");
    out.legacyIpHash = settings.truth("tracker_legacy_ip_hash");
    out.idNamespace = trk::namedUuid(kNamespaces, store.secret("trackerids"));
    out.ipHashSecret = store.secret("trackeraddresses");
    out.pageviewNames = texts(settings.list("tracker_pageview_names"));
    return out;
}

} // namespace

intake::TrackerOptions trackerOptions(const Settings& settings, const storage::Store& store, TimePoint startedAt)
{
    intake::TrackerOptions out;
    out.events = eventOptions(settings, store);
    out.cookie.lifetime = std::chrono::days(settings.number("tracker_cookie_days"));
    out.cookie.domain = settings.text("tracker_cookie_domain").toStdString();
    out.cookie.requiredFlags = settings.number("tracker_cookie_flags");
    out.cookie.isPublicSuffix = isPublicSuffix;
    out.redirects.hosts = texts(settings.list("tracker_redirect_hosts"));
    out.redirects.signingKey = settings.text("tracker_redirect_key").toStdString();
    out.defaultRedirect = settings.text("tracker_default_redirect").toStdString();
    out.serverSecret = settings.text("tracker_server_secret").toStdString();
    out.originalPixel = settings.truth("tracker_legacy_pixel");
    out.requestsAtOnce = std::size_t(settings.number("tracker_requests"));
    out.isWritable = [&store] { return store.figures().writable; };
    out.startedAt = startedAt;
    return out;
}

intake::TrackerLinkOptions trackerLinkOptions(const Settings& settings, const api::TokenBook& tokens)
{
    const auto mayChange = [](const Expected<domain::Token>& token) {
        return token && api::includes(token->scope, domain::Scope::Write);
    };
    intake::TrackerLinkOptions out;
    out.rules.ownHosts = texts(settings.list("tracker_domains"));
    out.rules.isRoute = isRouteOfTheHub;
    out.opensWithHeader = opensWithHeader(tokens, domain::Scope::Write);
    out.opensWithToken = [&tokens, mayChange](std::string_view text) { return mayChange(tokens.fromText(text)); };
    return out;
}

std::function<bool(std::string_view)> opensWithHeader(const api::TokenBook& tokens, domain::Scope scope)
{
    return [&tokens, scope](std::string_view header) {
        const Expected<domain::Token> token = tokens.fromHeader(header);
        return token && api::includes(token->scope, scope);
    };
}

intake::TrackerWorld trackerWorld(HubCore& core)
{
    intake::TrackerWorld out;
    if (const pipeline::GeoLookup* geo = core.geo())
        out.placeOf = [geo](std::string_view address) { return geo->details(address); };
    out.countryOfZone = [&data = core.referenceData()](std::string_view zone) {
        return std::string(data.countryOfZone(zone));
    };
    out.offsetOfZone = [](const std::string& name, TimePoint at) -> std::optional<std::chrono::minutes> {
        const auto zone = namedZone(QString::fromStdString(name));
        const auto seconds = zone ? zone->offsetFromUtc(QDateTime::fromMSecsSinceEpoch(toMs(at))) : 0;
        return zone ? std::optional(std::chrono::minutes(seconds / 60)) : std::nullopt;
    };
    out.opens = opensWithHeader(core.tokens(), domain::Scope::Read);
    return out;
}

Expected<void> checkTrackerOptions(const Settings& settings)
{
    const trk::UrlText filter(settings.text("tracker_url_filter").toStdString(), 0);
    if (!filter.isValid())
        return unexpected(
            ErrorCode::InvalidInput,
            QStringLiteral("tracker_url_filter is no regular expression: %1").arg(settings.text("tracker_url_filter")));
    const QString fallback = settings.text("tracker_default_redirect");
    if (!fallback.isEmpty() && !trk::webTarget(fallback.toStdString()))
        return unexpected(ErrorCode::InvalidInput,
                          QStringLiteral("tracker_default_redirect is no http or https address: %1").arg(fallback));
    return {};
}

/// Qt carries the list of public suffixes and asks it before it takes a cookie.
bool isPublicSuffix(std::string_view domain)
{
    const QString name = QString::fromUtf8(domain.data(), qsizetype(domain.size()));
    QUrl page;
    page.setScheme(QStringLiteral("https"));
    page.setHost(QStringLiteral("a.") + name);
    page.setPath(QStringLiteral("/"));
    QNetworkCookie cookie("n", "v");
    cookie.setDomain(u'.' + name);
    return !QNetworkCookieJar().setCookiesFromUrl({cookie}, page);
}

} // namespace sightglass::service
