// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/api.h"

#include "api/livesession.h"
#include "api/metricstext.h"
#include "api/openapi.h"
#include "api/problem.h"
#include "api/resources.h"
#include "core/handover.h"
#include "core/logging.h"

#include <QJsonDocument>
#include <QJsonParseError>

#include <algorithm>

namespace sightglass::api {

namespace {

std::vector<std::string_view> segments(std::string_view pattern)
{
    std::vector<std::string_view> out;
    for (std::size_t at = 0; at <= pattern.size();) {
        const std::size_t end = std::min(pattern.find('/', at), pattern.size());
        out.push_back(pattern.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

/// The ids a pattern takes from a path; nothing when it does not match.
std::optional<std::vector<std::string>> match(std::string_view pattern, const std::vector<std::string>& path)
{
    const std::vector<std::string_view> words = segments(pattern);
    if (words.size() != path.size())
        return std::nullopt;
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].starts_with('{'))
            ids.push_back(path[i]);
        else if (words[i] != path[i])
            return std::nullopt;
    }
    return ids;
}

Expected<QJsonObject> bodyOf(const domain::Request& request)
{
    if (request.method != domain::Method::Post && request.method != domain::Method::Patch)
        return QJsonObject();
    if (request.body.empty()) // nothing to say
        return QJsonObject();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(request.body), &error);
    if (error.error != QJsonParseError::NoError)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("the body is no JSON: %1").arg(error.errorString()));
    if (!document.isObject())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("the body must be a JSON object"));
    return document.object();
}

domain::Response wrongMethod(const std::string& allowed)
{
    domain::Response out =
        problem({ErrorCode::Unsupported, QStringLiteral("this resource knows: %1").arg(toQString(allowed)), {}});
    out.status = 405;
    out.headers.emplace_back("Allow", allowed);
    QJsonObject body = QJsonDocument::fromJson(QByteArray::fromStdString(out.body)).object();
    body.insert(QStringLiteral("status"), 405);
    out.body = QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString();
    return out;
}

} // namespace

Api::Api(ApiParts parts, int threads)
    : m_parts(std::move(parts))
    , m_openApi(QJsonDocument(openApiDocument(m_parts.version)).toJson(QJsonDocument::Compact).toStdString())
{
    m_workers.setMaxThreadCount(threads > 0 ? threads : std::max(2, QThread::idealThreadCount()));
    m_workers.setThreadPriority(QThread::LowPriority);
}

Api::~Api()
{
    stop();
}

void Api::beginStop()
{
    m_isStopping = true;
    m_watchdog.cancelAll();
}

void Api::stop()
{
    beginStop();
    m_workers.waitForDone();
}

std::shared_ptr<domain::Cancellation> Api::question(std::shared_ptr<domain::Cancellation> abandoned)
{
    if (!abandoned)
        abandoned = std::make_shared<domain::Cancellation>();
    m_watchdog.watch(abandoned, m_parts.settings.duration("query_timeout"));
    return abandoned;
}

bool Api::onWorker(std::function<void()> work)
{
    if (m_isStopping || m_waiting.load() >= kMostWaiting)
        return false;
    ++m_waiting;
    m_workers.start(HandedOver([this, work = std::move(work)] {
        --m_waiting;
        work();
    }));
    return true;
}

domain::Handler Api::resourceHandler()
{
    return [this](domain::Request&& request, domain::Responder respond) {
        auto shared = std::make_shared<const domain::Request>(std::move(request));
        const bool taken = onWorker([this, shared, respond] { respond(answer(*shared, shared->captures)); });
        if (!taken)
            respond(problem({ErrorCode::Busy, QStringLiteral("too many requests are waiting"), {}}));
    };
}

domain::Handler Api::healthHandler()
{
    return [this](domain::Request&&, const domain::Responder& respond) { respond(health()); };
}

domain::Handler Api::openApiHandler()
{
    return [this](domain::Request&&, const domain::Responder& respond) {
        respond({200, "application/json", {}, m_openApi});
    };
}

domain::Handler Api::metricsHandler()
{
    return [this](domain::Request&& request, const domain::Responder& respond) { respond(metrics(request)); };
}

domain::SocketHandler Api::liveHandler()
{
    LiveSessionParts parts;
    parts.feed = &m_parts.live;
    parts.parseFilters = m_parts.eventTest;
    parts.toJson = m_parts.eventJson;
    parts.authorize = [this](const QString& token, const std::string& project) -> Expected<ProjectId> {
        if (const Expected<domain::Token> known = m_parts.tokens.fromText(token.toStdString()); !known)
            return unexpected(known.error());
        return parseId(project).transform([](std::int64_t id) { return ProjectId(id); });
    };
    return [parts](const domain::Request& request,
                   domain::SocketActions actions) -> std::unique_ptr<domain::SocketSession> {
        const std::string project = request.captures.empty() ? std::string() : request.captures.front();
        return std::make_unique<LiveSession>(parts, project, std::move(actions));
    };
}

domain::Response Api::answer(const domain::Request& request, const std::vector<std::string>& path)
{
    const Expected<domain::Token> token = m_parts.tokens.fromHeader(domain::header(request.headers, "authorization"));
    if (!token)
        return problem(token.error());
    return answerAs(Actor{toQString(token->name), token->scope, false}, request, path);
}

domain::Response Api::answerLocally(const domain::Request& request, const std::vector<std::string>& path)
{
    return answerAs(Actor{QStringLiteral("command line"), domain::Scope::Admin, true}, request, path);
}

domain::Response Api::answerAs(const Expected<Actor>& actor, const domain::Request& request,
                               const std::vector<std::string>& path)
{
    Answer out = dispatch(*actor, request, path);
    if (out)
        return std::move(*out);
    if (out.error().code == ErrorCode::Internal || out.error().code == ErrorCode::Corrupt)
        qCWarning(lcApi).noquote() << toQString(request.path) << out.error().detail;
    return problem(out.error());
}

Answer Api::dispatch(const Actor& actor, const domain::Request& request, const std::vector<std::string>& path)
{
    const domain::Method method = request.method == domain::Method::Head ? domain::Method::Get : request.method;
    std::string allowed;
    for (const Resource& resource : resources()) {
        std::optional<std::vector<std::string>> ids = match(resource.pattern, path);
        if (!ids || (resource.isLocalOnly && !actor.isLocal))
            continue;
        if (resource.method != method) {
            allowed += (allowed.empty() ? "" : ", ") + std::string(domain::name(resource.method)) +
                       (resource.method == domain::Method::Get ? ", HEAD" : "");
            continue;
        }
        if (!includes(actor.scope, resource.scope))
            return unexpected(
                ErrorCode::Forbidden,
                QStringLiteral("this needs a token with the scope %1; \"%2\" has %3")
                    .arg(toQString(domain::name(resource.scope)), actor.name, toQString(domain::name(actor.scope))));
        Expected<QJsonObject> body = bodyOf(request);
        if (!body)
            return unexpected(body.error());
        const auto cancel = question(request.abandoned);
        const auto limit = m_parts.settings.duration("query_timeout");
        const auto started = std::chrono::steady_clock::now();
        Answer out = resource.answer(Call{m_parts, request, actor, std::move(*ids), std::move(*body), *cancel});
        if (!out && out.error().code == ErrorCode::Cancelled && std::chrono::steady_clock::now() - started >= limit)
            return unexpected(ErrorCode::Timeout,
                              QStringLiteral("the question took longer than query_timeout (%1 ms) and was stopped")
                                  .arg(limit.count()));
        return out;
    }
    if (!allowed.empty())
        return wrongMethod(allowed);
    return unexpected(ErrorCode::NotFound, QStringLiteral("API v2 has no such resource"));
}

domain::Response Api::health() const
{
    const bool isWritable = !m_isStopping && m_parts.store.figures().writable;
    return json({{QStringLiteral("status"), isWritable ? QStringLiteral("ok") : QStringLiteral("unavailable")},
                 {QStringLiteral("version"), toQString(m_parts.version)}},
                isWritable ? 200 : 503);
}

domain::Response Api::metrics(const domain::Request& request)
{
    const bool isPrivate =
        request.privateAuthority || (m_parts.isMetricsPeer && m_parts.isMetricsPeer(request.clientAddress));
    if (!isPrivate) {
        if (const Expected<domain::Token> token =
                m_parts.tokens.fromHeader(domain::header(request.headers, "authorization"));
            !token)
            return problem(token.error());
    }
    return {200, "text/plain; version=0.0.4; charset=utf-8", {{"Cache-Control", "no-store"}}, metricsText(m_parts)};
}

} // namespace sightglass::api
