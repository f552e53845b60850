// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/controlsocket.h"
#include "support/manualclock.h"

#include <QFileInfo>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QtConcurrent>

using namespace sightglass;
using namespace sightglass::service;

class TestControlSocket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noHubIsNotFound()
    {
        QTemporaryDir directory;
        const auto answer = askRunningHub(directory.path(), {});
        QVERIFY(!answer);
        QVERIFY(answer.error().code == ErrorCode::NotFound);
    }

    void requestsReachTheHandlerWithPrivateAuthority()
    {
        QTemporaryDir directory;
        const test::ManualClock clock(test::at("2026-03-02T10:00:00.000Z"));
        domain::Request seen;
        ControlServer server(
            [&seen](domain::Request&& request, domain::Responder respond) {
                seen = request;
                // Answers come from other threads in the program too.
                QThread* thread = QThread::create([respond] {
                    respond({201, "application/json", {}, "{\"said\":\"h\u00e9\\n\"}"});
                });
                QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
                thread->start();
            },
            clock);
        QVERIFY(server.listen(directory.path()).has_value());
        QCOMPARE(QFileInfo(controlSocketPath(directory.path())).permissions() &
                     (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        domain::Request request;
        request.method = domain::Method::Post;
        request.path = "/api/v2/projects";
        request.query = "limit=3";
        request.body = "{\"name\":\"line\\nbreak\"}";
        auto asking = QtConcurrent::run([&] { return askRunningHub(directory.path(), request); });
        QTRY_VERIFY(asking.isFinished());
        const auto answer = asking.result();
        QVERIFY(answer.has_value());
        QCOMPARE(answer->status, 201);
        QCOMPARE(answer->body, std::string("{\"said\":\"h\u00e9\\n\"}"));
        QVERIFY(seen.method == domain::Method::Post);
        QCOMPARE(seen.path, request.path);
        QCOMPARE(seen.query, request.query);
        QCOMPARE(seen.body, request.body);
        QVERIFY(seen.privateAuthority);
    }

    void aSocketFileLeftBehindIsTakenOver()
    {
        QTemporaryDir directory;
        QFile left(controlSocketPath(directory.path()));
        QVERIFY(left.open(QIODevice::WriteOnly));
        left.close();
        const test::ManualClock clock(TimePoint{});
        ControlServer server([](domain::Request&&, domain::Responder respond) { respond({}); }, clock);
        QVERIFY(server.listen(directory.path()).has_value());
    }

    void garbageIsAnsweredByTheHandlerNotByACrash()
    {
        QTemporaryDir directory;
        const test::ManualClock clock(TimePoint{});
        int calls = 0;
        ControlServer server(
            [&calls](domain::Request&& request, domain::Responder respond) {
                ++calls;
                respond({request.method == domain::Method::Other ? 400 : 200, {}, {}, {}});
            },
            clock);
        QVERIFY(server.listen(directory.path()).has_value());
        QLocalSocket socket;
        socket.connectToServer(controlSocketPath(directory.path()));
        QVERIFY(socket.waitForConnected());
        socket.write("\xff\xfenot json\n{\"method\":7}\n");
        QTRY_COMPARE(calls, 2);
        QTRY_VERIFY(socket.bytesAvailable() > 0);
        QVERIFY(socket.readAll().contains("400"));
    }
};

QTEST_GUILESS_MAIN(TestControlSocket)
#include "tst_controlsocket.moc"
