// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/fakehub.h"
#include "client/hubclient.h"

#include <QSignalSpy>
#include <QTest>

using namespace sightglass;
using namespace sightglass::client;
using test::FakeHub;
using test::json;

class TestHubClient : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FakeHub> m_hub;

    Connection connection() const { return {m_hub->url(), QStringLiteral("secret")}; }

private Q_SLOTS:
    void init()
    {
        m_hub = std::make_unique<FakeHub>();
        m_hub->on("GET /api/v2/projects", FakeHub::Answer{200, json("{'items':[{'id':'1','name':'Kestrel'}]}")});
    }
    void cleanup() { QCOMPARE(m_hub->unexpected(), QStringList()); }

    void asksWithTheTokenAndReadsTheList()
    {
        HubClient client;
        client.setConnection(connection());
        QList<ProjectInfo> projects;
        client.projects(this, [&](const Expected<QList<ProjectInfo>>& answer) {
            projects = answer.value_or(QList<ProjectInfo>());
        });
        QTRY_COMPARE(projects.size(), 1);
        QCOMPARE(projects.first().name, QStringLiteral("Kestrel"));
        QCOMPARE(m_hub->seen().first().authorization, QByteArray("Bearer secret"));
        QCOMPARE(client.contact(), Contact::Connected);
    }

    void aWrongTokenIsRefusedNotLost()
    {
        m_hub->on("GET /api/v2/projects",
                  FakeHub::Answer{401, json("{'code':'unauthorized','detail':'unknown token'}")});
        HubClient client;
        client.setConnection(connection());
        QTRY_COMPARE(client.contact(), Contact::Refused);
    }

    void problemsReachTheCaller()
    {
        m_hub->on(
            "POST /api/v2/projects/1/query",
            FakeHub::Answer{400, json("{'code':'invalid_input','detail':'no such metric','pointer':'/metrics/0'}")});
        HubClient client;
        client.setConnection(connection());
        std::optional<Error> error;
        client.figures(QStringLiteral("1"), {}, this, [&](const Expected<Figures>& answer) {
            if (!answer)
                error = answer.error();
        });
        QTRY_VERIFY(error);
        QCOMPARE(error->code, ErrorCode::InvalidInput);
        QCOMPARE(error->where, QStringLiteral("/metrics/0"));
        QCOMPARE(client.contact(), Contact::Connected);
    }

    void aCancelledRequestNeverAnswers()
    {
        HubClient client;
        client.setConnection(connection());
        QTRY_COMPARE(client.contact(), Contact::Connected);
        bool cancelledAnswered = false;
        bool laterAnswered = false;
        Pending pending = client.projects(this, [&](const auto&) { cancelledAnswered = true; });
        pending.cancel();
        client.projects(this, [&](const auto&) { laterAnswered = true; });
        QTRY_VERIFY(laterAnswered);
        QVERIFY(!cancelledAnswered);
        QCOMPARE(client.contact(), Contact::Connected);
    }

    void aGoneContextIsNotCalledBack()
    {
        HubClient client;
        client.setConnection(connection());
        bool goneAnswered = false;
        bool laterAnswered = false;
        auto context = std::make_unique<QObject>();
        client.projects(context.get(), [&](const auto&) { goneAnswered = true; });
        context.reset();
        client.projects(this, [&](const auto&) { laterAnswered = true; });
        QTRY_VERIFY(laterAnswered);
        QVERIFY(!goneAnswered);
    }

    void contactComesBackByItself()
    {
        HubClient client;
        client.setConnection(connection());
        QTRY_COMPARE(client.contact(), Contact::Connected);
        m_hub->stop();
        client.projects(this, [](const auto&) {});
        QTRY_COMPARE(client.contact(), Contact::Lost);
        QVERIFY(client.untilNextAttempt() > std::chrono::milliseconds(0));
        QVERIFY(m_hub->start());
        QTRY_COMPARE(client.contact(), Contact::Connected);
    }

    void anAnswerThatIsNoJsonIsCorrupt()
    {
        m_hub->on("GET /api/v2/settings", FakeHub::Answer{200, "<html>"});
        HubClient client;
        client.setConnection(connection());
        std::optional<Error> error;
        client.settings(this, [&](const Expected<QJsonObject>& answer) {
            if (!answer)
                error = answer.error();
        });
        QTRY_VERIFY(error);
        QCOMPARE(error->code, ErrorCode::Corrupt);
    }

    void changesGoOutAsPatch()
    {
        m_hub->on("PATCH /api/v2/projects/1", [](const QJsonObject& body) {
            return FakeHub::Answer{200, "{\"id\":\"1\",\"name\":\"" +
                                            body.value(QStringLiteral("name")).toString().toUtf8() + "\"}"};
        });
        m_hub->on("DELETE /api/v2/projects/1", FakeHub::Answer{204, {}});
        HubClient client;
        client.setConnection(connection());
        QString name;
        bool removed = false;
        client.changeProject(QStringLiteral("1"), {{QStringLiteral("name"), QStringLiteral("Merlin")}}, this,
                             [&](const Expected<ProjectInfo>& answer) { name = answer.value_or(ProjectInfo()).name; });
        client.removeProject(QStringLiteral("1"), this,
                             [&](const Expected<void>& answer) { removed = answer.has_value(); });
        QTRY_COMPARE(name, QStringLiteral("Merlin"));
        QTRY_VERIFY(removed);
    }
};

QTEST_GUILESS_MAIN(TestHubClient)
#include "tst_hubclient.moc"
