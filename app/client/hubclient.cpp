// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/hubclient.h"

#include "client/parsedirectory.h"
#include "client/parsefigures.h"
#include "client/parselive.h"
#include "client/parsepeople.h"
#include "client/problem.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace sightglass::client {

namespace {

constexpr int kTransferTimeoutMs = 60'000;
const char* const kCancelled = "cancelled";

QString projectPath(const QString& project, const QString& rest = {})
{
    return QStringLiteral("/projects/") + project + rest;
}

/// `items` of a list answer, each through `parse`.
template <typename T> Expected<QList<T>> listOf(const QJsonObject& answer, T (*parse)(const QJsonObject&))
{
    const QJsonValue items = answer.value(QStringLiteral("items"));
    if (!items.isArray())
        return unexpected(ErrorCode::Corrupt, QStringLiteral("the answer lacks a member"), QStringLiteral("items"));
    QList<T> out;
    const QJsonArray array = items.toArray();
    for (const QJsonValue& item : array)
        out.append(parse(item.toObject()));
    return out;
}

/// A callback for the raw answer that reads it with `read` first.
template <typename T, typename Read> HubClient::Done<QJsonObject> reading(HubClient::Done<T> done, Read read)
{
    return [done = std::move(done), read](Expected<QJsonObject> answer) {
        if (answer)
            done(read(*answer));
        else
            done(unexpected(answer.error()));
    };
}

Expected<QJsonObject> readAnswer(QNetworkReply* reply)
{
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray body = reply->readAll();
    if (status == 0) {
        const bool late = reply->error() == QNetworkReply::OperationCanceledError;
        return unexpected(late ? ErrorCode::Timeout : ErrorCode::Unavailable, reply->errorString());
    }
    if (status >= 400)
        return unexpected(parseProblem(status, body));
    if (status == 204 || body.isEmpty())
        return QJsonObject();
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return unexpected(ErrorCode::Corrupt, QStringLiteral("the answer is no JSON object"));
    return document.object();
}

} // namespace

void Pending::cancel()
{
    if (!m_reply)
        return;
    m_reply->setProperty(kCancelled, true);
    m_reply->abort();
}

HubClient::HubClient(QObject* parent)
    : QObject(parent)
{
    m_network.setTransferTimeout(kTransferTimeoutMs);
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_nextAttempt.setSingleShot(true);
    connect(&m_nextAttempt, &QTimer::timeout, this, &HubClient::tryNow);
}

HubClient::~HubClient() = default;

void HubClient::setConnection(const Connection& connection)
{
    const auto replies = m_network.findChildren<QNetworkReply*>();
    for (QNetworkReply* reply : replies)
        Pending(reply).cancel();
    m_nextAttempt.stop();
    m_backoff.reset();
    m_connection = connection;
    setContact(connection.isValid() ? Contact::Trying : Contact::None);
    if (connection.isValid())
        tryNow();
}

std::chrono::milliseconds HubClient::untilNextAttempt() const
{
    return std::max(std::chrono::milliseconds(0), m_nextAttempt.remainingTimeAsDuration());
}

void HubClient::tryNow()
{
    m_nextAttempt.stop();
    if (m_attempt.isRunning() || !m_connection.isValid())
        return;
    // An authorised request, so that a wrong token shows as Refused and not as contact.
    m_attempt = send("GET", QStringLiteral("/projects"), {}, this, [](const Expected<QJsonObject>&) {});
}

Pending HubClient::send(const QByteArray& verb, const QString& path, const QJsonObject& body, QObject* context,
                        Done<QJsonObject> done)
{
    QNetworkRequest request(m_connection.api(path));
    request.setRawHeader("Accept", "application/json");
    if (!m_connection.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_connection.token.toUtf8());
    QByteArray bytes;
    if (verb == "POST" || verb == "PATCH") {
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        bytes = QJsonDocument(body).toJson(QJsonDocument::Compact);
    }
    QNetworkReply* reply = m_network.sendCustomRequest(request, verb, bytes);
    connect(reply, &QNetworkReply::finished, context, [this, reply, done = std::move(done)] { finished(reply, done); });
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
    connect(context, &QObject::destroyed, reply, [reply] { Pending(reply).cancel(); });
    return Pending(reply);
}

void HubClient::finished(QNetworkReply* reply, const Done<QJsonObject>& done)
{
    if (reply->property(kCancelled).toBool())
        return;
    const Expected<QJsonObject> answer = readAnswer(reply);
    const bool reached = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() != 0;
    const QPointer<HubClient> self(this);
    noteOutcome(answer, reached);
    if (self)
        done(answer);
}

void HubClient::noteOutcome(const Expected<QJsonObject>& answer, bool reached)
{
    if (!reached) {
        // A slow answer says nothing about contact; only a connection that cannot be made does.
        if (answer.error().code == ErrorCode::Timeout)
            return;
        scheduleAttempt();
        setContact(Contact::Lost);
        return;
    }
    m_nextAttempt.stop();
    m_backoff.reset();
    setContact(!answer && answer.error().code == ErrorCode::Unauthorized ? Contact::Refused : Contact::Connected);
}

void HubClient::scheduleAttempt()
{
    if (!m_nextAttempt.isActive())
        m_nextAttempt.start(m_backoff.next());
}

void HubClient::setContact(Contact contact)
{
    if (m_contact == contact)
        return;
    m_contact = contact;
    Q_EMIT contactChanged(contact);
}

Pending HubClient::health(QObject* context, Done<QString> done)
{
    return send("GET", QStringLiteral("/health"), {}, context,
                reading<QString>(std::move(done), [](const QJsonObject& answer) -> Expected<QString> {
                    return answer.value(QStringLiteral("version")).toString();
                }));
}

Pending HubClient::projects(QObject* context, Done<QList<ProjectInfo>> done)
{
    return send(
        "GET", QStringLiteral("/projects?limit=1000"), {}, context,
        reading<QList<ProjectInfo>>(std::move(done), [](const QJsonObject& a) { return listOf(a, parseProject); }));
}

namespace {

/// Reads an answer that is one thing and cannot be misread.
template <typename T> HubClient::Done<QJsonObject> one(HubClient::Done<T> done, T (*parse)(const QJsonObject&))
{
    return reading<T>(std::move(done), [parse](const QJsonObject& answer) -> Expected<T> { return parse(answer); });
}

HubClient::Done<QJsonObject> nothing(HubClient::Done<void> done)
{
    return reading<void>(std::move(done), [](const QJsonObject&) { return Expected<void>(); });
}

} // namespace

Pending HubClient::addProject(const QString& name, const QString& timezone, QObject* context, Done<ProjectInfo> done)
{
    return send("POST", QStringLiteral("/projects"),
                {{QStringLiteral("name"), name}, {QStringLiteral("timezone"), timezone}}, context,
                one(std::move(done), parseProject));
}

Pending HubClient::changeProject(const QString& id, const QJsonObject& changes, QObject* context,
                                 Done<ProjectInfo> done)
{
    return send("PATCH", projectPath(id), changes, context, one(std::move(done), parseProject));
}

Pending HubClient::removeProject(const QString& id, QObject* context, Done<void> done)
{
    return send("DELETE", projectPath(id), {}, context, nothing(std::move(done)));
}

Pending HubClient::sources(const QString& project, QObject* context, Done<QList<SourceInfo>> done)
{
    return send(
        "GET", projectPath(project, QStringLiteral("/sources?limit=1000")), {}, context,
        reading<QList<SourceInfo>>(std::move(done), [](const QJsonObject& a) { return listOf(a, parseSource); }));
}

Pending HubClient::addSource(const QString& project, const QJsonObject& source, QObject* context, Done<SourceInfo> done)
{
    return send("POST", projectPath(project, QStringLiteral("/sources")), source, context,
                one(std::move(done), parseSource));
}

Pending HubClient::changeSource(const QString& project, const QString& id, const QJsonObject& changes, QObject* context,
                                Done<SourceInfo> done)
{
    return send("PATCH", projectPath(project, QStringLiteral("/sources/") + id), changes, context,
                one(std::move(done), parseSource));
}

Pending HubClient::removeSource(const QString& project, const QString& id, QObject* context, Done<void> done)
{
    return send("DELETE", projectPath(project, QStringLiteral("/sources/") + id), {}, context,
                nothing(std::move(done)));
}

Pending HubClient::senders(QObject* context, Done<QList<SenderInfo>> done)
{
    return send(
        "GET", QStringLiteral("/senders?limit=1000"), {}, context,
        reading<QList<SenderInfo>>(std::move(done), [](const QJsonObject& a) { return listOf(a, parseSender); }));
}

Pending HubClient::sharedAddresses(QObject* context, Done<QList<SharedAddressInfo>> done)
{
    return send("GET", QStringLiteral("/shared-addresses?limit=1000"), {}, context,
                reading<QList<SharedAddressInfo>>(std::move(done),
                                                  [](const QJsonObject& a) { return listOf(a, parseSharedAddress); }));
}

Pending HubClient::tokens(QObject* context, Done<QList<TokenInfo>> done)
{
    return send("GET", QStringLiteral("/tokens?limit=1000"), {}, context,
                reading<QList<TokenInfo>>(std::move(done), [](const QJsonObject& a) { return listOf(a, parseToken); }));
}

Pending HubClient::addToken(const QString& name, domain::Scope scope, QObject* context, Done<TokenInfo> done)
{
    const std::string_view scopeName = domain::name(scope);
    return send("POST", QStringLiteral("/tokens"),
                {{QStringLiteral("name"), name},
                 {QStringLiteral("scope"), QString::fromUtf8(scopeName.data(), qsizetype(scopeName.size()))}},
                context, one(std::move(done), parseToken));
}

Pending HubClient::removeToken(const QString& id, QObject* context, Done<void> done)
{
    return send("DELETE", QStringLiteral("/tokens/") + id, {}, context, nothing(std::move(done)));
}

Pending HubClient::settings(QObject* context, Done<QJsonObject> done)
{
    return send("GET", QStringLiteral("/settings"), {}, context, std::move(done));
}

Pending HubClient::storage(QObject* context, Done<QJsonObject> done)
{
    return send("GET", QStringLiteral("/storage"), {}, context, std::move(done));
}

Pending HubClient::changeSettings(const QJsonObject& changes, QObject* context, Done<QJsonObject> done)
{
    return send("PATCH", QStringLiteral("/settings"), changes, context, std::move(done));
}

Pending HubClient::query(const QString& project, const Question& question, QObject* context, Done<QJsonObject> done)
{
    return send("POST", projectPath(project, QStringLiteral("/query")), toJson(question), context, std::move(done));
}

Pending HubClient::figures(const QString& project, const Question& question, QObject* context, Done<Figures> done)
{
    return query(project, question, context,
                 reading<Figures>(std::move(done), [metrics = question.metrics](const QJsonObject& answer) {
                     return parseFigures(answer, metrics);
                 }));
}

Pending HubClient::series(const QString& project, const Question& question, QObject* context, Done<Series> done)
{
    return query(project, question, context, reading<Series>(std::move(done), parseSeries));
}

Pending HubClient::breakdown(const QString& project, const Question& question, QObject* context, Done<Breakdown> done)
{
    return query(project, question, context, reading<Breakdown>(std::move(done), parseBreakdown));
}

Pending HubClient::answers(const QString& project, const QList<Question>& questions, QObject* context,
                           Done<QList<Expected<QJsonObject>>> done)
{
    QJsonArray queries;
    for (const Question& question : questions)
        queries.append(toJson(question));
    return send(
        "POST", projectPath(project, QStringLiteral("/query")), {{QStringLiteral("queries"), queries}}, context,
        reading<QList<Expected<QJsonObject>>>(
            std::move(done), [count = questions.size()](const QJsonObject& a) { return parseAnswers(a, count); }));
}

Pending HubClient::funnel(const QString& project, const Question& question, QObject* context, Done<Funnel> done)
{
    return query(project, question, context, reading<Funnel>(std::move(done), parseFunnel));
}

Pending HubClient::people(const QString& project, const Question& question, QObject* context, Done<PeoplePage> done)
{
    return query(project, question, context, reading<PeoplePage>(std::move(done), parsePeople));
}

Pending HubClient::activity(const QString& project, const Question& question, QObject* context, Done<Activity> done)
{
    return query(project, question, context, reading<Activity>(std::move(done), parseActivity));
}

namespace {

QString personPath(const QString& project, const QString& id)
{
    return projectPath(project, QStringLiteral("/people/") + id);
}

} // namespace

Pending HubClient::person(const QString& project, const QString& id, QObject* context, Done<Person> done)
{
    return send("GET", personPath(project, id), {}, context, reading<Person>(std::move(done), parsePerson));
}

Pending HubClient::timeline(const QString& project, const QString& id, int limit, const QString& cursor,
                            QObject* context, Done<TimelinePage> done)
{
    QString path = personPath(project, id) + QStringLiteral("/timeline?limit=%1").arg(limit);
    if (!cursor.isEmpty())
        path += QStringLiteral("&cursor=") + cursor;
    return send("GET", path, {}, context, reading<TimelinePage>(std::move(done), parseTimeline));
}

Pending HubClient::realtime(const QString& project, QObject* context, Done<Realtime> done)
{
    Question question;
    question.kind = QStringLiteral("realtime");
    return query(project, question, context, reading<Realtime>(std::move(done), parseRealtime));
}

Pending HubClient::events(const QString& project, int limit, QObject* context, Done<QList<LiveRow>> done)
{
    return send("GET", projectPath(project, QStringLiteral("/events?limit=%1").arg(limit)), {}, context,
                reading<QList<LiveRow>>(std::move(done), [](const QJsonObject& a) { return listOf(a, parseLiveRow); }));
}

} // namespace sightglass::client
