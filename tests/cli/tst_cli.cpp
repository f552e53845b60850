// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"

#include <QDir>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using sightglass::test::Outcome;
using sightglass::test::Program;

namespace {

QStringList words(const char* line)
{
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

QByteArray read(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

constexpr const char* kSummary = R"({"kind":"summary","range":"7d","metrics":["events","visitors"]})";

} // namespace

class TestCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_data = m_directory->path() + QStringLiteral("/data");
        m_program = std::make_unique<Program>(m_data);
    }
    void cleanup() { m_program.reset(); }

    void usageErrorsExitWithTwo_data()
    {
        QTest::addColumn<QStringList>("line");
        const auto row = [](const char* name, const char* line) { QTest::newRow(name) << words(line); };
        row("no command", "");
        row("an unknown command", "frobnicate");
        row("half a command", "project");
        row("an unknown option", "version --colour red");
        row("an option without its value", "project add A --timezone");
        row("a word missing", "project add");
        row("a word too many", "project list all");
    }
    void usageErrorsExitWithTwo()
    {
        QFETCH(QStringList, line);
        const Outcome outcome = m_program->run(line);
        QCOMPARE(outcome.status, 2);
        QVERIFY(outcome.out.isEmpty());
        QVERIFY(!outcome.err.isEmpty());
    }

    void failuresExitWithOneSentence_data()
    {
        QTest::addColumn<QStringList>("line");
        QTest::addColumn<QByteArray>("part");
        const auto row = [](const char* name, const char* line, const char* part) {
            QTest::newRow(name) << words(line) << QByteArray(part);
        };
        row("a project that does not exist", "project remove 9", "9");
        row("an id that is none", "project remove nine", "nine");
        row("an unknown zone", "project add A --timezone Mars/Olympus", "timezone");
        row("an unknown scope", "token add A --scope king", "scope");
        row("an unknown kind", "source add 1 --kind toaster", "1");
        row("an unknown format", "export 1 --format xml", "1");
        row("an import that names no project", "import ndjson /nonexistent", "--project");
        row("an import into no project", "import ndjson /nonexistent --project 7", "7");
        row("a mapping of an export's own form", "import csv /nonexistent --project 7 --activity", "--content");
        row("a mapping that is none", "import csv /nonexistent --project 7 --content events --map user", "user=");
        row("a collection that is none", "import openmetrics /nonexistent --project 1 --collection people", "1");
        row("a configuration that is not there", "config --config /nonexistent.toml", "/nonexistent.toml");
        row("an address that is none", "serve --listen nowhere", "listen");
        row("a base path that is taken", "serve --listen 127.0.0.1:0 --base-path /v1", "v1");
        row("a backup that is not there", "restore /nonexistent.bak", "nonexistent");
    }
    void failuresExitWithOneSentence()
    {
        QFETCH(QStringList, line);
        QFETCH(QByteArray, part);
        const Outcome outcome = m_program->run(line);
        QCOMPARE(outcome.status, 1);
        QVERIFY2(outcome.err.startsWith("sightglassd: ") && outcome.err.count('\n') == 1, outcome.err.constData());
        QVERIFY2(outcome.err.contains(part), outcome.err.constData());
    }

    void everyCommandWorksWithoutAHub() { everyCommand(); }
    void everyCommandWorksBesideARunningHub()
    {
        const QJsonObject ready = m_program->serve();
        QVERIFY(ready.value(QStringLiteral("ready")).toBool());
        everyCommand();
        QCOMPARE(m_program->terminate(), 0);
    }

    void serveSaysWhereItAnswersAndEndsCleanly()
    {
        const QString readyFile = m_directory->path() + QStringLiteral("/ready.json");
        const QJsonObject ready = m_program->serve(
            {QStringLiteral("--ready-file"), readyFile, QStringLiteral("--base-path"), QStringLiteral("/stats")});
        QCOMPARE(QJsonDocument::fromJson(read(readyFile)).object(), ready);
        const QString url = ready.value(QStringLiteral("urls")).toArray().at(0).toString();
        QVERIFY2(url.startsWith(QStringLiteral("http://127.0.0.1:")) && url.endsWith(QStringLiteral("/stats")),
                 qPrintable(url));
        QVERIFY(ready.value(QStringLiteral("pid")).toInteger() > 0);
        QCOMPARE(status(url + QStringLiteral("/api/v2/health")), 200);
        QCOMPARE(m_program->terminate(), 0);
        QVERIFY(!QFile::exists(m_data + QStringLiteral("/control")));
    }

    void aSecondHubIsRefused()
    {
        QVERIFY(!m_program->serve().isEmpty());
        const Outcome second = m_program->run(words("serve --listen 127.0.0.1:0"));
        QCOMPARE(second.status, 1);
        QCOMPARE(second.err.count('\n'), 1);
        QCOMPARE(m_program->run(words("restore /nonexistent.bak --force")).status, 1);
    }

    void settingsComeFromFileVariableAndFlag()
    {
        const QString file = m_directory->path() + QStringLiteral("/hub.toml");
        QFile toml(file);
        QVERIFY(toml.open(QIODevice::WriteOnly));
        toml.write("durability = \"normal\"\nconnections = 7\n");
        toml.close();
        m_program->setVariable(QStringLiteral("SIGHTGLASS_CONNECTIONS"), QStringLiteral("8"));
        m_program->setVariable(QStringLiteral("CORS_ALLOWED_ORIGINS"), QStringLiteral("https://a.example"));
        const Outcome shown =
            m_program->run({QStringLiteral("config"), QStringLiteral("--json"), QStringLiteral("--config"), file,
                            QStringLiteral("--listen"), QStringLiteral("127.0.0.1:9")});
        QCOMPARE(shown.status, 0);
        QMap<QString, QString> from;
        for (const QJsonValue& row : shown.json().value(QStringLiteral("settings")).toArray())
            from.insert(row[QStringLiteral("key")].toString(), row[QStringLiteral("from")].toString());
        QCOMPARE(from.value(QStringLiteral("durability")), file);
        QCOMPARE(from.value(QStringLiteral("connections")), QStringLiteral("SIGHTGLASS_CONNECTIONS"));
        QCOMPARE(from.value(QStringLiteral("cors_allowed_origins")), QStringLiteral("CORS_ALLOWED_ORIGINS"));
        QCOMPARE(from.value(QStringLiteral("listen")), QStringLiteral("--listen"));
        QCOMPARE(from.value(QStringLiteral("intake_memory")), QStringLiteral("built in"));
        m_program->setVariable(QStringLiteral("SIGHTGLASS_CONECTIONS"), QStringLiteral("8"));
        QCOMPARE(m_program->run(words("serve")).status, 1);
    }

    void openTracksWriteKeyMakesASource()
    {
        m_program->setVariable(QStringLiteral("WRITE_KEY"), QStringLiteral("moved-key"));
        const QString url = m_program->serve().value(QStringLiteral("urls")).toArray().at(0).toString();
        QCOMPARE(status(url + QStringLiteral("/v1/track"), R"({"writeKey":"moved-key","userId":"u","event":"Moved"})"),
                 200);
        QCOMPARE(status(url + QStringLiteral("/v1/track"), R"({"writeKey":"other","userId":"u","event":"Moved"})"),
                 401);
    }

private:
    void everyCommand()
    {
        QCOMPARE(m_program->run(words("version")).status, 0);
        const Outcome project =
            m_program->run({QStringLiteral("project"), QStringLiteral("add"), QStringLiteral("My shop"),
                            QStringLiteral("--timezone"), QStringLiteral("Europe/Oslo"), QStringLiteral("--json")});
        QCOMPARE(project.status, 0);
        const QString id = project.json().value(QStringLiteral("id")).toString();
        QVERIFY(!project.json()
                     .value(QStringLiteral("source"))
                     .toObject()
                     .value(QStringLiteral("writeKey"))
                     .toString()
                     .isEmpty());
        const Outcome source =
            m_program->run(QStringList{QStringLiteral("source"), QStringLiteral("add"), id} +
                           words("--kind app --host a.example --host b.example --write-key wk --json"));
        QCOMPARE(source.status, 0);
        QCOMPARE(source.json().value(QStringLiteral("writeKey")).toString(), QStringLiteral("wk"));
        QCOMPARE(source.json().value(QStringLiteral("hosts")).toArray().size(), 2);
        QVERIFY(m_program->run(words("project list")).out.contains("My shop"));

        const Outcome token = m_program->run(words("token add desk --scope write --json"));
        QCOMPARE(token.status, 0);
        QVERIFY(token.json().value(QStringLiteral("token")).toString().startsWith(QStringLiteral("sg_")));
        QVERIFY(m_program->run(words("token list")).out.contains("desk"));
        QCOMPARE(m_program
                     ->run({QStringLiteral("token"), QStringLiteral("revoke"),
                            token.json().value(QStringLiteral("id")).toString()})
                     .status,
                 0);
        QVERIFY(!m_program->run(words("token list")).out.contains("desk"));

        const Outcome demo = m_program->run(words("demo add --weeks 1 --json"));
        QCOMPARE(demo.status, 0);
        const QString demoId = demo.json().value(QStringLiteral("id")).toString();
        const Outcome summary = m_program->run({QStringLiteral("query"), demoId}, kSummary);
        QCOMPARE(summary.status, 0);
        QVERIFY(summary.json().value(QStringLiteral("metrics")).toObject().value(QStringLiteral("events")).toInt() >
                100);
        const Outcome wrong = m_program->run({QStringLiteral("query"), demoId}, R"({"kind":"horoscope"})");
        QCOMPARE(wrong.status, 1);
        QVERIFY2(wrong.err.contains("/kind"), wrong.err.constData());
        exportsAgree(demoId);

        importsAddWhatIsNew(demoId);
        peopleAreErased(demoId);

        const QString file = m_directory->path() + QStringLiteral("/copy.bak");
        QCOMPARE(m_program->run({QStringLiteral("backup"), file}).status, 0);
        QVERIFY(QFile::exists(file));
        QCOMPARE(m_program->run({QStringLiteral("backup"), file}).status, 1);
        QCOMPARE(m_program->run(words("demo remove")).status, 0);
        QVERIFY(!m_program->run(words("project list")).out.contains("Demo"));
        const Outcome compact = m_program->run(words("compact --json"));
        QCOMPARE(compact.status, 0);
        QVERIFY(
            compact.json().value(QStringLiteral("counts")).toObject().value(QStringLiteral("bytes_freed")).toInteger() >
            0);
        QVERIFY(m_program->run(words("compact")).out.startsWith("0 events sealed"));
        const Outcome rebuilt = m_program->run(words("rebuild"));
        QCOMPARE(rebuilt.status, QFile::exists(m_data + QStringLiteral("/control")) ? 1 : 0);
        QCOMPARE(m_program->run(words("check")).status, 0);

        Program elsewhere(m_directory->path() + QStringLiteral("/elsewhere"));
        QCOMPARE(elsewhere.run({QStringLiteral("restore"), file}).status, 0);
        QCOMPARE(elsewhere.run({QStringLiteral("restore"), file}).status, 1);
        QCOMPARE(elsewhere.run({QStringLiteral("restore"), file, QStringLiteral("--force")}).status, 0);
        QVERIFY(elsewhere.run(words("project list")).out.contains("Demo: Kestrel Maps"));
        QCOMPARE(elsewhere.run({QStringLiteral("project"), QStringLiteral("remove"), demoId}).status, 0);
    }

    void exportsAgree(const QString& project)
    {
        const QString file = m_directory->path() + QStringLiteral("/events.ndjson");
        QCOMPARE(m_program->run({QStringLiteral("export"), project, QStringLiteral("--out"), file}).status, 0);
        const QByteArrayList lines = read(file).trimmed().split('\n');
        QVERIFY(lines.size() > 100);
        for (const char* member : {"messageId", "type", "receivedAt", "kind", "protocol", "source_id"})
            QVERIFY2(QJsonDocument::fromJson(lines.first()).object().contains(QLatin1String(member)), member);
        const Outcome csv =
            m_program->run({QStringLiteral("export"), project, QStringLiteral("--format"), QStringLiteral("csv")});
        QCOMPARE(csv.status, 0);
        QVERIFY(csv.out.startsWith("event_time,received_at,timestamp,"));
        QVERIFY(csv.out.count('\n') > lines.size());
        const Outcome printed = m_program->run({QStringLiteral("export"), project});
        QCOMPARE(printed.out, read(file));
        const Outcome none = m_program->run(
            {QStringLiteral("export"), project, QStringLiteral("--to"), QStringLiteral("2001-01-01T00:00:00Z")});
        QCOMPARE(none.status, 0);
        QVERIFY(none.out.isEmpty());
    }

    void importsAddWhatIsNew(const QString& project)
    {
        const QString file = m_directory->path() + QStringLiteral("/events.ndjson");
        const auto import = [&](const QString& into) {
            return m_program->run({QStringLiteral("import"), QStringLiteral("ndjson"), file,
                                   QStringLiteral("--project"), into, QStringLiteral("--json")});
        };
        const auto count = [](const Outcome& outcome, const char* what) {
            return outcome.json().value(QStringLiteral("counts")).toObject().value(QLatin1String(what)).toInt(-1);
        };
        const int lines = int(read(file).count('\n'));
        const Outcome again = import(project);
        QCOMPARE(again.status, 0);
        QCOMPARE(count(again, "accepted"), 0);
        QCOMPARE(count(again, "duplicates"), lines);
        const QString fresh =
            m_program->run(words("project add Copy --json")).json().value(QStringLiteral("id")).toString();
        QCOMPARE(count(import(fresh), "accepted"), lines);
        const Outcome said = m_program->run(
            {QStringLiteral("import"), QStringLiteral("ndjson"), file, QStringLiteral("--project"), fresh});
        QVERIFY2(said.out.contains("0 events imported"), said.out.constData());
        othersFilesAreTaken(fresh);
        QCOMPARE(m_program->run({QStringLiteral("project"), QStringLiteral("remove"), fresh}).status, 0);
    }

    /// Openmetrics §14.3: an array, its columns named, its events as activity of their time.
    void othersFilesAreTaken(const QString& project)
    {
        QFile file(m_directory->path() + QStringLiteral("/others.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(
            "[{\"who\":\"ann\",\"what\":\"buy\",\"ts\":1709208000,\"n\":1},\n{\"who\":\"bob\",\"ts\":1709208000}]");
        file.close();
        QStringList line = words(
            "import json FILE --content events --map user=who --map name=what --map time=ts --activity --project");
        line.replace(2, file.fileName());
        const Outcome said = m_program->run(line << project);
        QVERIFY2(said.status == 0 && said.out.contains("1 events imported"), said.err.constData());
        QVERIFY2(said.out.contains("element 2: the event's name is missing"), said.out.constData());
        QFile question(m_directory->path() + QStringLiteral("/active.json"));
        QVERIFY(question.open(QIODevice::WriteOnly));
        question.write(
            R"({"kind":"active_users","from":"2024-02-29T00:00:00Z","to":"2024-03-01T00:00:00Z","interval":"day"})");
        question.close();
        const QJsonObject answer = m_program->run({QStringLiteral("query"), project, question.fileName()}).json();
        QCOMPARE(answer.value(QStringLiteral("users")).toInt(), 1);
        QFile users(m_directory->path() + QStringLiteral("/users.json")); // openmetrics §14.5
        QVERIFY(users.open(QIODevice::WriteOnly));
        users.write(
            "{\"uid\":\"ann\",\"sessionIds\":[\"s\"],\"createdAt\":{\"$date\":\"2016-03-18T10:30:00Z\"}}\n{}\n");
        users.close();
        const Outcome original = m_program->run({QStringLiteral("import"), QStringLiteral("openmetrics"),
                                                 users.fileName(), QStringLiteral("--project"), project});
        QVERIFY2(original.status == 0 && original.out.contains("2 events imported") &&
                     original.out.contains("users.json, line 2: "),
                 QByteArray(original.out + original.err).constData());
    }

    void peopleAreErased(const QString& project)
    {
        const auto exported = [&] { return m_program->run({QStringLiteral("export"), project}).out; };
        QString who;
        for (const QByteArray& line : exported().split('\n')) {
            who = QJsonDocument::fromJson(line).object().value(QStringLiteral("userId")).toString();
            if (!who.isEmpty())
                break;
        }
        QVERIFY(!who.isEmpty());
        const QByteArray quoted = "\"userId\":\"" + who.toUtf8() + '"';
        QVERIFY(exported().contains(quoted));
        const Outcome erased = m_program->run({QStringLiteral("erase"), project, who});
        QCOMPARE(erased.status, 0);
        QVERIFY2(erased.out.contains("Backups") && erased.out.contains(" events erased"), erased.out.constData());
        QVERIFY(!exported().contains(quoted));
        QVERIFY(m_program->run({QStringLiteral("erase"), project, who}).out.contains("0 events erased"));
        QCOMPARE(m_program->run({QStringLiteral("erase"), QStringLiteral("77"), who}).status, 1);
        const Outcome relabelled = m_program->run({QStringLiteral("relabel"), project});
        QVERIFY2(relabelled.out.endsWith("events have another verdict\n"), relabelled.out.constData());
    }

    static int status(const QString& url, const QByteArray& body = {})
    {
        QNetworkAccessManager network;
        QNetworkRequest request{QUrl(url)};
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        const std::unique_ptr<QNetworkReply> reply(body.isEmpty() ? network.get(request) : network.post(request, body));
        QEventLoop loop;
        connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_data;
    std::unique_ptr<Program> m_program;
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
