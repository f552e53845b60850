// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QStringList>
#include <QTcpServer>
#include <QUrl>
#include <QWebSocketServer>

#include <functional>
#include <utility>

class QWebSocket;

namespace sightglass::test {

/// A hub of canned answers on a loopback port. A request without an answer is noted as unexpected, which the test must
/// check; it gets 599. Lives on the test's thread.
class FakeHub : public QObject
{
    Q_OBJECT

public:
    struct Answer
    {
        int status = 200;
        QByteArray body;
    };
    struct Seen
    {
        QByteArray verb;
        QByteArray target;
        QByteArray authorization;
        QJsonObject body;
    };
    /// Makes the answer from the request's body.
    using Make = std::function<Answer(const QJsonObject& body)>;

    explicit FakeHub(QObject* parent = nullptr);
    ~FakeHub() override;

    [[nodiscard]] QUrl url() const;
    /// For "GET /api/v2/projects", the query string not considered. Stays until it is replaced.
    void on(const QByteArray& request, Answer answer);
    void on(const QByteArray& request, Make make);
    /// Stops listening and drops every connection; start() takes the same port again.
    void stop();
    bool start();

    [[nodiscard]] const QList<Seen>& seen() const { return m_seen; }
    [[nodiscard]] const QStringList& unexpected() const { return m_unexpected; }
    /// First messages of the live sockets, in order.
    [[nodiscard]] const QStringList& greetings() const { return m_greetings; }
    void sendLive(const QJsonObject& message);

Q_SIGNALS:
    void greeted();

private:
    void accept();
    void read(QTcpSocket* socket);
    Answer answerTo(const Seen& request);
    void acceptLive();

    QTcpServer m_server;
    QWebSocketServer m_live;
    quint16 m_port = 0;
    QHash<QByteArray, Make> m_answers;
    QList<Seen> m_seen;
    QStringList m_unexpected;
    QStringList m_greetings;
    QList<QWebSocket*> m_sockets;
};

/// The bytes of a JSON text written with single quotes, for short test rows.
[[nodiscard]] QByteArray json(const char* singleQuoted);
[[nodiscard]] QJsonObject object(const char* singleQuoted);

} // namespace sightglass::test
