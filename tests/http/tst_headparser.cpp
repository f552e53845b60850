// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/headparser.h"
#include "support/sourcefolder.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sightglass;
using namespace sightglass::http;

namespace {

QJsonObject described(const HeadResult& result, const RequestHead& head)
{
    if (result.state == HeadResult::State::NeedsMore)
        return {{QStringLiteral("state"), QStringLiteral("needs more")}};
    if (result.state == HeadResult::State::Refused)
        return {{QStringLiteral("state"), QStringLiteral("refused")}, {QStringLiteral("status"), result.status}};
    const auto text = [](std::string_view view) {
        return QString::fromLatin1(view.data(), static_cast<qsizetype>(view.size()));
    };
    return {{QStringLiteral("state"), QStringLiteral("complete")},
            {QStringLiteral("used"), static_cast<int>(result.used)},
            {QStringLiteral("method"), text(domain::name(head.method))},
            {QStringLiteral("target"), text(head.target)},
            {QStringLiteral("host"), text(head.host)},
            {QStringLiteral("headers"), static_cast<int>(head.headers.size())},
            {QStringLiteral("contentLength"), static_cast<int>(head.contentLength)},
            {QStringLiteral("chunked"), head.isChunked},
            {QStringLiteral("keepAlive"), head.keepAlive},
            {QStringLiteral("expectsContinue"), head.expectsContinue},
            {QStringLiteral("upgrade"), head.isWebSocketUpgrade},
            {QStringLiteral("forwarded"), head.hasForwarding}};
}

const QString kFolder = test::sourcePath(QStringLiteral("tests/vectors/http"));

QByteArray readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// The head parser against the vectors of tests/vectors/http: <case>.in.http and <case>.out.json.
/// SIGHTGLASS_REWRITE_VECTORS=1 writes what it finds as the new reference.
class TestHeadParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsVectors_data();
    void readsVectors();
    void needsMoreForEveryStartOfAHead();
    void boundsBytesAndHeaders();
};

void TestHeadParser::readsVectors_data()
{
    QTest::addColumn<QString>("name");
    const QStringList cases = QDir(kFolder).entryList({QStringLiteral("*.in.http")}, QDir::Files);
    QVERIFY(cases.size() >= 20);
    for (const QString& file : cases)
        QTest::newRow(qPrintable(file.chopped(8))) << file.chopped(8);
}

void TestHeadParser::readsVectors()
{
    QFETCH(QString, name);
    const QByteArray bytes = readAll(kFolder + QLatin1Char('/') + name + QStringLiteral(".in.http"));
    RequestHead head;
    const HeadResult result = parseHead({bytes.constData(), static_cast<std::size_t>(bytes.size())}, {}, head);
    const QString outPath = kFolder + QLatin1Char('/') + name + QStringLiteral(".out.json");
    if (qEnvironmentVariableIsSet("SIGHTGLASS_REWRITE_VECTORS")) {
        QFile out(outPath);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(QJsonDocument(described(result, head)).toJson());
    }
    QCOMPARE(QJsonDocument(described(result, head)).toJson(),
             QJsonDocument(QJsonDocument::fromJson(readAll(outPath)).object()).toJson());
}

void TestHeadParser::needsMoreForEveryStartOfAHead()
{
    const std::string bytes = "\r\nPOST /v1/track HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\n";
    RequestHead head;
    std::size_t searched = 0;
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const HeadResult result = parseHead(std::string_view(bytes).substr(0, size), {}, head, searched);
        QVERIFY(result.state == HeadResult::State::NeedsMore);
        searched = result.used;
    }
    const HeadResult result = parseHead(bytes, {}, head, searched);
    QVERIFY(result.state == HeadResult::State::Complete);
    QCOMPARE(result.used, bytes.size());
    QCOMPARE(head.contentLength, std::uint64_t(12));
}

void TestHeadParser::boundsBytesAndHeaders()
{
    RequestHead head;
    const std::string line = "GET / HTTP/1.1\r\nHost: a\r\n";
    QCOMPARE(parseHead(line + std::string(200, 'x'), {.bytes = 100, .headers = 10}, head).status, 431);
    QVERIFY(parseHead(line + "A: b\r\n\r\n", {.bytes = 100, .headers = 2}, head).state == HeadResult::State::Complete);
    QCOMPARE(parseHead(line + "A: b\r\nC: d\r\n\r\n", {.bytes = 100, .headers = 2}, head).status, 431);
}

QTEST_GUILESS_MAIN(TestHeadParser)
#include "tst_headparser.moc"
