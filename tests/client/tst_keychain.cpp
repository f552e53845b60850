// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/keychainstore.h"

#include <QCoreApplication>
#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace sightglass;

namespace {

const QString kService = QStringLiteral("org.freedesktop.secrets");
const QString kKey = QStringLiteral("hub:attic");
constexpr const char* kInside = "SIGHTGLASS_TEST_BUS";
const QString kLogin = QStringLiteral("/org/freedesktop/secrets/collection/login");
const QByteArray kPassword("open sesame");
constexpr int kPatienceMs = 20'000;

/// A secret as the service takes it (Secret Service API, type (oayays)).
struct Secret
{
    QDBusObjectPath session;
    QByteArray parameters, value;
    QString contentType;
};

QDBusArgument& operator<<(QDBusArgument& out, const Secret& secret)
{
    out.beginStructure();
    out << secret.session << secret.parameters << secret.value << secret.contentType;
    out.endStructure();
    return out;
}

const QDBusArgument& operator>>(const QDBusArgument& in, Secret& secret)
{
    in.beginStructure();
    in >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    in.endStructure();
    return in;
}

QDBusMessage call(const char* interface, const char* method, const QVariantList& arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(kService, QStringLiteral("/org/freedesktop/secrets"),
                                                          QString::fromLatin1(interface), QString::fromLatin1(method));
    message.setArguments(arguments);
    return QDBusConnection::sessionBus().call(message);
}

/// A bus that starts no service by itself and asks nobody: what is not started here is absent.
constexpr const char* kBus = "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>"
                             "<policy context='default'><allow send_destination='*' eavesdrop='true'/>"
                             "<allow eavesdrop='true'/><allow own='*'/></policy></busconfig>";

/// Runs this program again on a session bus of its own, with a home of its own.
int runOnOwnBus(const QStringList& arguments)
{
    QTemporaryDir home;
    QFile bus(home.filePath(QStringLiteral("bus.conf")));
    const bool isReady = home.isValid() && bus.open(QIODevice::WriteOnly) && bus.write(kBus) > 0;
    bus.close();
    const QString runtime = home.filePath(QStringLiteral("run"));
    if (!isReady || !QDir().mkpath(runtime) ||
        !QFile::setPermissions(runtime, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return 1;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QString::fromLatin1(kInside), QStringLiteral("1"));
    environment.insert(QStringLiteral("HOME"), home.path());
    environment.insert(QStringLiteral("XDG_DATA_HOME"), home.filePath(QStringLiteral("data")));
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), runtime);
    for (const char* name : {"GNOME_KEYRING_CONTROL", "DISPLAY", "WAYLAND_DISPLAY", "KDE_FULL_SESSION"})
        environment.remove(QString::fromLatin1(name));
    environment.insert(QStringLiteral("XDG_CURRENT_DESKTOP"), QStringLiteral("GNOME"));
    QProcess inside;
    inside.setProcessEnvironment(environment);
    inside.setProcessChannelMode(QProcess::ForwardedChannels);
    inside.start(QStringLiteral("dbus-run-session"),
                 QStringList{QStringLiteral("--config-file=") + bus.fileName(), QStringLiteral("--"),
                             QCoreApplication::applicationFilePath()} +
                     arguments.mid(1));
    if (!inside.waitForStarted() || !inside.waitForFinished(-1) || inside.exitStatus() != QProcess::NormalExit)
        return 1;
    return inside.exitCode();
}

} // namespace

/// The keychain store on a real secret service, gnome-keyring, without a desktop: each state that a person can meet.
class TestKeychain : public QObject
{
    Q_OBJECT

private:
    QProcess m_daemon;
    client::KeychainStore m_store{QStringLiteral("sightglass-test")};

    static bool isServiceThere() { return QDBusConnection::sessionBus().interface()->isServiceRegistered(kService); }

    void startUnlocked()
    {
        m_daemon.start(
            QStringLiteral("gnome-keyring-daemon"),
            {QStringLiteral("--foreground"), QStringLiteral("--unlock"), QStringLiteral("--components=secrets")});
        QVERIFY2(m_daemon.waitForStarted(), "the tests need the package gnome-keyring");
        m_daemon.write(kPassword);
        m_daemon.closeWriteChannel();
        QTRY_VERIFY_WITH_TIMEOUT(isServiceThere(), kPatienceMs);
    }

    void stop()
    {
        m_daemon.kill();
        QVERIFY(m_daemon.waitForFinished());
        QTRY_VERIFY_WITH_TIMEOUT(!isServiceThere(), kPatienceMs);
    }

    static void lock()
    {
        const QVariant collections = QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(kLogin)});
        QCOMPARE(call("org.freedesktop.Secret.Service", "Lock", {collections}).type(), QDBusMessage::ReplyMessage);
    }

    /// What the prompt of a desktop does with the password that a person types.
    static void unlock()
    {
        const QDBusMessage opened = call("org.freedesktop.Secret.Service", "OpenSession",
                                         {QStringLiteral("plain"), QVariant::fromValue(QDBusVariant(QString()))});
        QCOMPARE(opened.type(), QDBusMessage::ReplyMessage);
        const Secret password{
            opened.arguments().at(1).value<QDBusObjectPath>(), {}, kPassword, QStringLiteral("text/plain")};
        const QDBusMessage done =
            call("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", "UnlockWithMasterPassword",
                 {QVariant::fromValue(QDBusObjectPath(kLogin)), QVariant::fromValue(password)});
        QVERIFY2(done.type() == QDBusMessage::ReplyMessage, qPrintable(done.errorMessage()));
    }

    /// Waits for an answer; "not answered" when none comes.
    template <typename T, typename Ask> Expected<T> answerTo(Ask ask)
    {
        Expected<T> out = unexpected(ErrorCode::Internal, QStringLiteral("not answered"));
        bool isDone = false;
        ask([&](Expected<T> answer) {
            out = std::move(answer);
            isDone = true;
        });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(isDone, kPatienceMs); }();
        return out;
    }
    Expected<QByteArray> get(const QString& key)
    {
        return answerTo<QByteArray>([&](auto done) { m_store.get(key, done); });
    }
    Expected<void> set(const QString& key, const QByteArray& secret)
    {
        return answerTo<void>([&](auto done) { m_store.set(key, secret, done); });
    }
    Expected<void> remove(const QString& key)
    {
        return answerTo<void>([&](auto done) { m_store.remove(key, done); });
    }

private Q_SLOTS:
    void initTestCase()
    {
        qDBusRegisterMetaType<Secret>();
        QVERIFY(QDBusConnection::sessionBus().isConnected());
    }

    void withoutAServiceNothingIsKnown()
    {
        QVERIFY(!isServiceThere());
        const Expected<QByteArray> read = get(kKey);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Unavailable);
        QVERIFY(!read.error().detail.isEmpty());
        const Expected<void> written = set(kKey, "new");
        QVERIFY(!written);
        QCOMPARE(written.error().code, ErrorCode::Unavailable);
        QVERIFY(!written.error().detail.isEmpty());
    }

    void secretsAreKeptReplacedAndRemoved()
    {
        startUnlocked();
        QCOMPARE(get(kKey).error().code, ErrorCode::NotFound);
        const QByteArray secret("sg_\xc3\xa4\0\xff token", 14);
        QVERIFY(set(kKey, secret));
        QCOMPARE(get(kKey).value_or(QByteArray()), secret);
        QVERIFY(set(kKey, "second"));
        QCOMPARE(get(kKey).value_or(QByteArray()), QByteArray("second"));
        QCOMPARE(get(QStringLiteral("hub:cellar")).error().code, ErrorCode::NotFound);
        QVERIFY(remove(kKey));
        QCOMPARE(get(kKey).error().code, ErrorCode::NotFound);
        QVERIFY(remove(kKey)); // What is gone stays gone.
    }

    void aLockedKeyringIsNoMissingSecret()
    {
        QVERIFY(set(kKey, "the first"));
        lock();
        const Expected<QByteArray> read = get(kKey);
        QVERIFY(!read);
        QVERIFY2(read.error().code != ErrorCode::NotFound, "a new secret would be made in its place");
        QVERIFY(!read.error().detail.isEmpty());
        const Expected<void> written = set(kKey, "an other");
        QVERIFY(!written);
        QVERIFY(!written.error().detail.isEmpty());
    }

    void whatWasThereIsThereAfterUnlocking()
    {
        unlock();
        QCOMPARE(get(kKey).value_or(QByteArray()), QByteArray("the first"));
    }

    void aServiceThatDiesIsAbsent()
    {
        stop();
        const Expected<QByteArray> read = get(kKey);
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Unavailable);
        QVERIFY(!read.error().detail.isEmpty());
        QVERIFY(!set(kKey, "an other"));
    }

    void cleanupTestCase()
    {
        if (m_daemon.state() != QProcess::NotRunning)
            stop();
    }
};

int main(int argc, char* argv[])
{
    QCoreApplication app(argc, argv);
    if (!qEnvironmentVariableIsSet(kInside))
        return runOnOwnBus(QCoreApplication::arguments());
    TestKeychain test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_keychain.moc"
