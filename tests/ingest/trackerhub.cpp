// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trackerhub.h"

#include "http/routematcher.h"
#include "http/target.h"
#include "pipeline/referencedata.h"

#include <QJsonArray>

#include <future>
#include <memory>

using namespace Qt::Literals::StringLiterals;

namespace sightglass::test {

namespace {

std::vector<std::string> textsOf(const QJsonValue& list)
{
    std::vector<std::string> out;
    for (const QJsonValue& item : list.toArray())
        out.push_back(item.toString().toStdString());
    return out;
}

pipeline::PipelineParts facts()
{
    static const auto data = pipeline::ReferenceData::load();
    if (!data)
        qFatal("no reference data");
    pipeline::PipelineParts parts;
    parts.data = *data;
    return parts;
}

intake::TrackerLinkOptions linkOptions()
{
    intake::TrackerLinkOptions options;
    options.rules.ownHosts = {"hub.example.com"};
    options.rules.isRoute = [](std::string_view path) { return path == "/health"; };
    options.opensWithHeader = [](std::string_view header) { return header == "Bearer hubtoken"; };
    options.opensWithToken = [](std::string_view token) { return token == "hubtoken"; };
    return options;
}

domain::Method methodOf(const QString& name)
{
    using domain::Method;
    for (const Method method : {Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete}) {
        if (QLatin1StringView(domain::name(method)) == name)
            return method;
    }
    return Method::Other;
}

} // namespace

intake::TrackerOptions trackerOptionsOf(const QJsonObject& tracker)
{
    const auto text = [&tracker](QLatin1StringView key) { return tracker.value(key).toString().toStdString(); };
    intake::TrackerOptions options;
    options.events.idNamespace = "00000000-0000-4000-8000-000000000001";
    options.events.ipHashSecret = "secret";
    options.events.urlFilter = text("urlFilter"_L1);
    options.events.accountMixer = text("accountMixer"_L1);
    options.events.identityPrefix = text("identityPrefix"_L1);
    options.events.legacyIpHash = tracker.value("legacyIpHash"_L1).toBool();
    options.events.visitorFollowsUser = tracker.value("visitorFollowsUser"_L1).toBool();
    options.events.batch = static_cast<std::size_t>(tracker.value("batch"_L1).toInt(500));
    options.cookie.requiredFlags = tracker.value("cookieFlags"_L1).toInt();
    options.defaultRedirect = text("defaultRedirect"_L1);
    options.serverSecret = text("serverSecret"_L1);
    options.originalPixel = tracker.value("originalPixel"_L1).toBool();
    options.redirects.hosts = textsOf(tracker.value("redirectHosts"_L1));
    options.redirects.signingKey = text("redirectKey"_L1);
    options.requestsAtOnce = static_cast<std::size_t>(tracker.value("requests"_L1).toInt());
    return options;
}

TrackerHub::TrackerHub(const QJsonObject& setup)
    : IntakeSurroundings(setup, facts())
    , tracker(service, trackerOptionsOf(setup.value(u"tracker"_s).toObject()))
    , shortLinks(tracker, links, linkOptions())
{
    links.known["14fb0860-b4bf-11e9-8971-7b80435315ac"] = {
        "14fb0860-b4bf-11e9-8971-7b80435315ac", "W6ph5Mm5Pz8GgiULbPgzG37mj9g=", {}};
    const QJsonObject stored = setup.value(u"links"_s).toObject();
    for (auto it = stored.begin(); it != stored.end(); ++it)
        links.targets[it.key().toStdString()] = it.value().toString().toStdString();
}

domain::Response TrackerHub::send(domain::Request request)
{
    auto handlers = tracker.handlers();
    for (auto& handler : shortLinks.handlers())
        handlers.push_back(std::move(handler));
    handlers.insert(handlers.end(), more.begin(), more.end());
    auto promise = std::make_shared<std::promise<domain::Response>>();
    std::future<domain::Response> answer = promise->get_future();
    for (const auto& [id, handler] : handlers) {
        if (id == request.route) {
            handler(std::move(request),
                    [promise](domain::Response response) { promise->set_value(std::move(response)); });
            return answer.get();
        }
    }
    return {};
}

domain::Request trackerRequest(const QJsonObject& in)
{
    QJsonObject plain = in;
    plain.insert(u"path"_s, u"/"_s);
    domain::Request request = requestOf(plain);
    request.method = methodOf(in.value(u"method"_s).toString());
    request.scheme = "https";
    request.target = in.value(u"target"_s).toString().toStdString();
    http::Target target;
    if (!http::splitTarget(request.target, {}, target))
        qFatal("no target: %s", request.target.c_str());
    request.path = target.path;
    request.query = target.query;
    static const http::RouteMatcher matcher(http::routes(), [](const http::RouteRow&) { return true; });
    request.captures.clear();
    const http::RouteMatch match = matcher.match(request.method, target.segments, false, &request.captures);
    request.route = match.isMethodKnown ? match.row->id : std::string_view();
    return request;
}

domain::Request trackerRequest(const char* method, const QString& target, const QString& body)
{
    return trackerRequest({{u"method"_s, QLatin1StringView(method)},
                           {u"target"_s, target},
                           {u"body"_s, body},
                           {u"headers"_s, QJsonObject{{u"Host"_s, u"tr.example.com"_s}}}});
}

} // namespace sightglass::test
