// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/rawclient.h"
#include "http/testhub.h"

#include <QProcess>
#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QWebSocket>

using namespace sightglass;
using namespace sightglass::test;

/// TLS listeners and the live WebSocket, plain and over TLS.
class TestTlsAndSockets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void speaksTls();
    void tellsTheHandlerThatItsClientWent_data();
    void tellsTheHandlerThatItsClientWent();
    void hearsAFirstByteThatIsNoTls();
    void refusesMissingOrWrongFiles();
    void carriesMessagesBothWays_data();
    void carriesMessagesBothWays();
    void endsSocketsOnBothSides();
    void endsMessagesThatAreTooLong();
    void survivesSocketsThatVanish();
    void closesSocketsWhenStopped();

private:
    [[nodiscard]] http::HttpOptions options(bool isTls) const;

    QTemporaryDir m_dir;
};

void TestTlsAndSockets::initTestCase()
{
    QProcess openssl;
    openssl.start(QStringLiteral("openssl"),
                  {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
                   QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes"),
                   QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
                   QStringLiteral("/CN=localhost"), QStringLiteral("-keyout"),
                   m_dir.filePath(QStringLiteral("key.pem")), QStringLiteral("-out"),
                   m_dir.filePath(QStringLiteral("cert.pem"))});
    QVERIFY2(openssl.waitForFinished() && openssl.exitCode() == 0, openssl.readAllStandardError().constData());
}

http::HttpOptions TestTlsAndSockets::options(bool isTls) const
{
    auto options = TestHub::quickOptions();
    if (isTls) {
        options.listeners.front().certificateFile = m_dir.filePath(QStringLiteral("cert.pem")).toStdString();
        options.listeners.front().keyFile = m_dir.filePath(QStringLiteral("key.pem")).toStdString();
    }
    options.limits.headTime = std::chrono::seconds(5);
    return options;
}

void TestTlsAndSockets::speaksTls()
{
    TestHub hub(options(true));
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), hub.port());
    QVERIFY(socket.waitForEncrypted());
    const std::string body(300'000, 'x');
    const std::string both =
        post("/v1/track", body) + "GET /api/v2/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    socket.write(both.data(), static_cast<qint64>(both.size()));
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    const QByteArray all = socket.readAll();
    QVERIFY2(all.startsWith("HTTP/1.1 200") && all.contains(TestHub::kStored) && all.contains("\"status\":\"ok\""),
             all.constData());
    QCOMPARE(hub.requests().front().scheme, std::string("https"));
    QCOMPARE(hub.requests().front().body.size(), body.size());
    QTRY_COMPARE(hub.counters().at("sightglass_http_connections").load(), std::int64_t(0));
}

void TestTlsAndSockets::tellsTheHandlerThatItsClientWent_data()
{
    QTest::addColumn<QByteArray>("behind");
    QTest::newRow("with nothing unread") << QByteArray();
    QTest::newRow("with a further request unread") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
}

void TestTlsAndSockets::tellsTheHandlerThatItsClientWent()
{
    QFETCH(QByteArray, behind);
    TestHub hub(options(true));
    QSslSocket socket;
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), hub.port());
    QVERIFY(socket.waitForEncrypted());
    socket.write("GET /api/v2/projects HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer slow\r\n\r\n" + behind);
    QTRY_COMPARE(hub.heldCount(), std::size_t(1));
    const auto abandoned = hub.requests().front().abandoned;
    QVERIFY(abandoned && !abandoned->isCancelled());
    socket.disconnectFromHost();
    QTRY_VERIFY(abandoned->isCancelled());
}

void TestTlsAndSockets::hearsAFirstByteThatIsNoTls()
{
    TestHub hub(options(true));
    RawClient plain(hub.port());
    QVERIFY(plain.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
    while (plain.readMore()) {
    }
    QVERIFY(hub.requests().empty());
    QTRY_COMPARE(hub.counters().at("sightglass_http_connections").load(), std::int64_t(0));
}

void TestTlsAndSockets::refusesMissingOrWrongFiles()
{
    SystemClock clock;
    Counters counters;
    auto noKey = options(true);
    noKey.listeners.front().keyFile.clear();
    QVERIFY(!http::HttpServer(noKey, {}, clock, counters).listen());
    auto missing = options(true);
    missing.listeners.front().certificateFile = "/nowhere/cert.pem";
    const auto unreadable = http::HttpServer(missing, {}, clock, counters).listen();
    QVERIFY(!unreadable && unreadable.error().code == ErrorCode::Io);
    auto swapped = options(true);
    std::swap(swapped.listeners.front().certificateFile, swapped.listeners.front().keyFile);
    const auto wrong = http::HttpServer(swapped, {}, clock, counters).listen();
    QVERIFY(!wrong && wrong.error().code == ErrorCode::InvalidInput);
}

namespace {

/// A client of the live path that has said hello.
std::unique_ptr<QWebSocket> openSocket(const TestHub& hub, bool isTls)
{
    auto socket = std::make_unique<QWebSocket>();
    QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
    trusting.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket->setSslConfiguration(trusting);
    socket->open(QUrl(QStringLiteral("%1://127.0.0.1:%2/api/v2/projects/7/live")
                          .arg(isTls ? QStringLiteral("wss") : QStringLiteral("ws"))
                          .arg(hub.port())));
    QSignalSpy messages(socket.get(), &QWebSocket::textMessageReceived);
    if (messages.isEmpty() && !messages.wait())
        return nullptr;
    return messages.first().first().toString() == QStringLiteral("hello") ? std::move(socket) : nullptr;
}

} // namespace

void TestTlsAndSockets::carriesMessagesBothWays_data()
{
    QTest::addColumn<bool>("isTls");
    QTest::newRow("plain") << false;
    QTest::newRow("over TLS") << true;
}

void TestTlsAndSockets::carriesMessagesBothWays()
{
    QFETCH(bool, isTls);
    TestHub hub(options(isTls));
    const auto socket = openSocket(hub, isTls);
    QVERIFY(socket != nullptr);
    QSignalSpy messages(socket.get(), &QWebSocket::textMessageReceived);
    const QString text = QString::fromUtf8("gr\xc3\xbc\xc3\x9f") + QString(40'000, QLatin1Char('e'));
    for (int i = 0; i < 50; ++i)
        socket->sendTextMessage(text + QString::number(i));
    QTRY_COMPARE(messages.size(), 50);
    for (int i = 0; i < 50; ++i)
        QCOMPARE(messages.at(i).first().toString(), QStringLiteral("echo ") + text + QString::number(i));
    QCOMPARE(hub.requests().front().captures, (std::vector<std::string>{"7"}));
}

void TestTlsAndSockets::endsSocketsOnBothSides()
{
    TestHub hub(options(false));
    const auto asked = openSocket(hub, false);
    const auto left = openSocket(hub, false);
    QVERIFY(asked && left);
    QSignalSpy gone(asked.get(), &QWebSocket::disconnected);
    asked->sendTextMessage(QStringLiteral("close"));
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(asked->closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
    left->close();
    QTRY_COMPARE(hub.counters().at("sightglass_http_connections").load(), std::int64_t(0));
}

void TestTlsAndSockets::endsMessagesThatAreTooLong()
{
    TestHub hub(options(false));
    const auto socket = openSocket(hub, false);
    QVERIFY(socket != nullptr);
    QSignalSpy gone(socket.get(), &QWebSocket::disconnected);
    socket->sendTextMessage(QString(70'000, QLatin1Char('x')));
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(socket->closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
}

void TestTlsAndSockets::survivesSocketsThatVanish()
{
    TestHub hub(options(false));
    const std::string handshake = "GET /api/v2/projects/1/live HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: "
                                  "websocket\r\nSec-WebSocket-Version: 13\r\n"
                                  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    for (int i = 0; i < 300; ++i) {
        RawClient client(hub.port());
        QVERIFY(client.send(handshake));
        if (i % 3 == 0)
            QCOMPARE(client.reply().status, 101);
        if (i % 2 == 0)
            client.reset();
    }
    QTRY_COMPARE(hub.counters().at("sightglass_http_connections").load(), std::int64_t(0));
    QCOMPARE(ask(hub.port(), post("/v1/track", "{}")).status, 200);
}

void TestTlsAndSockets::closesSocketsWhenStopped()
{
    TestHub hub(options(false));
    const auto socket = openSocket(hub, false);
    QVERIFY(socket != nullptr);
    QSignalSpy gone(socket.get(), &QWebSocket::disconnected);
    hub.stop();
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(socket->closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
}

QTEST_GUILESS_MAIN(TestTlsAndSockets)
#include "tst_tlsandsockets.moc"
