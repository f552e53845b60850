// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/backoff.h"
#include "client/connection.h"
#include "client/directory.h"
#include "client/figures.h"
#include "client/liverow.h"
#include "client/peoplefigures.h"
#include "client/question.h"
#include "core/expected.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>

namespace sightglass::client {

/// One request under way. Copyable; cancel() stops it and its callback is never called.
class Pending
{
public:
    Pending() = default;
    explicit Pending(QNetworkReply* reply)
        : m_reply(reply)
    {
    }
    void cancel();
    [[nodiscard]] bool isRunning() const { return !m_reply.isNull(); }

private:
    QPointer<QNetworkReply> m_reply;
};

/// How well we stand with the hub.
enum class Contact { None, Trying, Connected, Lost, Refused };

/// Talks to one hub through API v2 (spec api §3–4), local and remote alike. GUI thread, asynchronous; every call takes
/// a context object, and its callback is dropped when that has gone or the request was cancelled. Errors a caller must
/// expect: Unavailable (no contact, the client tries again by itself and says when), Unauthorized and Forbidden (the
/// token is wrong: contact becomes Refused), Timeout, InvalidInput with `where` a JSON Pointer, NotFound, Conflict,
/// Corrupt (the answer is not understood).
class HubClient : public QObject
{
    Q_OBJECT

public:
    template <typename T> using Done = std::function<void(Expected<T>)>;

    explicit HubClient(QObject* parent = nullptr);
    ~HubClient() override;

    /// Leaves the former hub: its requests are cancelled.
    void setConnection(const Connection& connection);
    [[nodiscard]] const Connection& connection() const { return m_connection; }
    [[nodiscard]] Contact contact() const { return m_contact; }
    /// Until the next attempt while contact is lost.
    [[nodiscard]] std::chrono::milliseconds untilNextAttempt() const;
    void tryNow();

    Pending health(QObject* context, Done<QString> done); ///< → version
    Pending projects(QObject* context, Done<QList<ProjectInfo>> done);
    Pending addProject(const QString& name, const QString& timezone, QObject* context, Done<ProjectInfo> done);
    Pending changeProject(const QString& id, const QJsonObject& changes, QObject* context, Done<ProjectInfo> done);
    Pending removeProject(const QString& id, QObject* context, Done<void> done);

    Pending sources(const QString& project, QObject* context, Done<QList<SourceInfo>> done);
    Pending addSource(const QString& project, const QJsonObject& source, QObject* context, Done<SourceInfo> done);
    Pending changeSource(const QString& project, const QString& id, const QJsonObject& changes, QObject* context,
                         Done<SourceInfo> done);
    Pending removeSource(const QString& project, const QString& id, QObject* context, Done<void> done);

    /// Senders that no source takes, whatever the project; last seen first.
    Pending senders(QObject* context, Done<QList<SenderInfo>> done);
    /// Addresses that many senders seem to share; last seen first.
    Pending sharedAddresses(QObject* context, Done<QList<SharedAddressInfo>> done);

    Pending tokens(QObject* context, Done<QList<TokenInfo>> done);
    Pending addToken(const QString& name, domain::Scope scope, QObject* context, Done<TokenInfo> done);
    Pending removeToken(const QString& id, QObject* context, Done<void> done);

    Pending settings(QObject* context, Done<QJsonObject> done);
    /// Bytes, forecast and what the background is doing, as the hub says it.
    Pending storage(QObject* context, Done<QJsonObject> done);
    Pending changeSettings(const QJsonObject& changes, QObject* context, Done<QJsonObject> done);

    Pending figures(const QString& project, const Question& question, QObject* context, Done<Figures> done);
    Pending series(const QString& project, const Question& question, QObject* context, Done<Series> done);
    Pending breakdown(const QString& project, const Question& question, QObject* context, Done<Breakdown> done);
    /// Several questions at once, of which the hub reads what they share but once. The answers as they came, for
    /// parsefigures, in the order of the questions; each may have an error of its own.
    Pending answers(const QString& project, const QList<Question>& questions, QObject* context,
                    Done<QList<Expected<QJsonObject>>> done);
    /// Questions of the kind `funnel`.
    Pending funnel(const QString& project, const Question& question, QObject* context, Done<Funnel> done);
    /// Questions of the kinds `people` and `funnel_people`; the next page has `cursor` among its members.
    Pending people(const QString& project, const Question& question, QObject* context, Done<PeoplePage> done);
    Pending activity(const QString& project, const Question& question, QObject* context, Done<Activity> done);
    /// `id` is that of a list.
    Pending person(const QString& project, const QString& id, QObject* context, Done<Person> done);
    /// What a person did, oldest first; `cursor` is the `next` of the page before.
    Pending timeline(const QString& project, const QString& id, int limit, const QString& cursor, QObject* context,
                     Done<TimelinePage> done);
    Pending realtime(const QString& project, QObject* context, Done<Realtime> done);
    /// Newest first.
    Pending events(const QString& project, int limit, QObject* context, Done<QList<LiveRow>> done);

Q_SIGNALS:
    void contactChanged(sightglass::client::Contact contact);

private:
    Pending send(const QByteArray& verb, const QString& path, const QJsonObject& body, QObject* context,
                 Done<QJsonObject> done);
    Pending query(const QString& project, const Question& question, QObject* context, Done<QJsonObject> done);
    void finished(QNetworkReply* reply, const Done<QJsonObject>& done);
    void noteOutcome(const Expected<QJsonObject>& answer, bool reached);
    void setContact(Contact contact);
    void scheduleAttempt();

    QNetworkAccessManager m_network;
    Connection m_connection;
    Contact m_contact = Contact::None;
    Backoff m_backoff;
    QTimer m_nextAttempt;
    Pending m_attempt;
};

} // namespace sightglass::client
