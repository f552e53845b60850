// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>

using namespace sightglass;

namespace {

using Environment = QMap<QString, QString>;

Environment with(const char* name, const QString& value)
{
    return {{QString::fromLatin1(name), value}};
}

} // namespace

class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDefaultIsAllowedAndReadsBack()
    {
        const Settings settings;
        QSet<QString> keys;
        for (const SettingSpec& spec : settingsTable()) {
            const SettingValue value = settings.value(spec.key);
            const Expected<SettingValue> again = parseSetting(spec, settingText(spec, value));
            QVERIFY2(again.has_value(), spec.key.data());
            QCOMPARE(*again, value);
            const Expected<SettingValue> fromJson = parseSetting(spec, settingJson(spec, value));
            QVERIFY2(fromJson.has_value(), spec.key.data());
            QCOMPARE(*fromJson, value);
            QVERIFY(!spec.help.empty() && !spec.allowed.empty());
            keys.insert(QString::fromUtf8(spec.key.data()));
        }
        QCOMPARE(std::size_t(keys.size()), settingsTable().size());
        QCOMPARE(std::size_t(settings.describe().size()), settingsTable().size());
    }

    void laterPlacesWin()
    {
        Settings settings;
        QCOMPARE(settings.number("intake_memory"), 64 * 1024 * 1024);
        QCOMPARE(settings.origin("intake_memory"), SettingOrigin::Default);
        QVERIFY(settings.readToml("intake_memory = \"8MiB\"\nconnections = 5\n", QStringLiteral("/etc/x.toml")));
        QCOMPARE(settings.number("intake_memory"), 8 * 1024 * 1024);
        QCOMPARE(settings.originText("intake_memory"), QStringLiteral("/etc/x.toml"));
        QVERIFY(settings.readEnvironment(with("SIGHTGLASS_INTAKE_MEMORY", QStringLiteral("2000000")), false));
        QCOMPARE(settings.number("intake_memory"), 2000000);
        QCOMPARE(settings.originText("intake_memory"), QStringLiteral("SIGHTGLASS_INTAKE_MEMORY"));
        QVERIFY(settings.setFlag("intake_memory", QStringLiteral("1GiB")));
        QCOMPARE(settings.number("intake_memory"), 1024 * 1024 * 1024);
        QCOMPARE(settings.origin("intake_memory"), SettingOrigin::Flag);
        QCOMPARE(settings.number("connections"), 5);
    }

    void badValuesStopWithASentence_data()
    {
        QTest::addColumn<QString>("toml");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char* name, const char* toml, const QStringList& words) {
            QTest::newRow(name) << QString::fromUtf8(toml) << words;
        };
        row("an unknown key is named", "lissen = \"x\"", {QStringLiteral("lissen"), QStringLiteral("x")});
        row("a word that is no choice", "durability = \"maybe\"",
            {QStringLiteral("durability"), QStringLiteral("maybe"), QStringLiteral("full or normal")});
        row("a number out of range", "http_header_count = 3",
            {QStringLiteral("http_header_count"), QStringLiteral("10 to 10000")});
        row("a size with an unknown unit", "intake_memory = \"5 stones\"",
            {QStringLiteral("intake_memory"), QStringLiteral("5 stones")});
        row("a horizon below a day", "dedup_horizon = \"3h\"",
            {QStringLiteral("dedup_horizon"), QStringLiteral("24h")});
        row("a truth that is none", "dedup = \"perhaps\"", {QStringLiteral("dedup"), QStringLiteral("perhaps")});
        row("an address without port", "listen = [\"127.0.0.1\"]",
            {QStringLiteral("listen"), QStringLiteral("127.0.0.1")});
        row("no address at all", "listen = []", {QStringLiteral("listen")});
        row("a certificate without key", "listen = [{address = \"0.0.0.0:8443\", certificate = \"/c\"}]",
            {QStringLiteral("listen")});
        row("a table where a value belongs", "[durability]\nx = 1", {QStringLiteral("durability")});
        row("text that is no TOML", "listen = = 3", {QStringLiteral("line 1")});
    }
    void badValuesStopWithASentence()
    {
        QFETCH(QString, toml);
        QFETCH(QStringList, words);
        Settings settings;
        const Expected<void> read = settings.readToml(toml.toStdString(), QStringLiteral("file.toml"));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::InvalidInput);
        for (const QString& word : std::as_const(words))
            QVERIFY2(read.error().detail.contains(word), qPrintable(read.error().detail));
    }

    void anUnknownVariableStopsTheStart()
    {
        Settings settings;
        const Expected<void> read = settings.readEnvironment(with("SIGHTGLASS_LISTENN", QStringLiteral("x")), false);
        QVERIFY(!read);
        QVERIFY(read.error().detail.contains(QStringLiteral("SIGHTGLASS_LISTENN")));
        QVERIFY(settings.readEnvironment(with("SIGHTGLASS_DATA", QStringLiteral("/x")), false));
    }

    void openTracksVariablesCountInHeadlessModeOnly()
    {
        const Environment environment{
            {QStringLiteral("WRITE_KEY"), QStringLiteral("wk_1")},
            {QStringLiteral("CORS_ALLOWED_ORIGINS"), QStringLiteral("https://a.example, https://b.example")}};
        Settings window;
        QVERIFY(window.readEnvironment(environment, false));
        QVERIFY(window.text("write_key").isEmpty());
        Settings headless;
        QVERIFY(headless.readEnvironment(environment, true));
        QCOMPARE(headless.text("write_key"), QStringLiteral("wk_1"));
        QCOMPARE(headless.list("cors_allowed_origins"),
                 (QStringList{QStringLiteral("https://a.example"), QStringLiteral("https://b.example")}));
    }

    void listenersAreTakenApart()
    {
        Settings settings;
        QVERIFY(settings.readToml(
            "listen = [\"[::1]:0\", {address = \"0.0.0.0:8443\", certificate = \"/c\", key = \"/k\", private = true},"
            "\"unix:/run/s redirect\"]",
            QStringLiteral("f")));
        const std::vector<ListenSetting> listeners = settings.listeners();
        QCOMPARE(listeners.size(), std::size_t(3));
        QCOMPARE(listeners.at(0), (ListenSetting{QStringLiteral("::1"), 0, {}, {}, false, false}));
        QCOMPARE(listeners.at(1), (ListenSetting{QStringLiteral("0.0.0.0"), 8443, QStringLiteral("/c"),
                                                 QStringLiteral("/k"), true, false}));
        QCOMPARE(listeners.at(2), (ListenSetting{QStringLiteral("unix:/run/s"), 0, {}, {}, false, true}));
    }

    void aBareNumberHasTheUnitOfItsKey()
    {
        Settings settings;
        QVERIFY(settings.readToml("query_timeout = 5\nsync_delay = 7\ndedup_horizon = 48", QStringLiteral("f")));
        QCOMPARE(settings.duration("query_timeout"), std::chrono::milliseconds(5000));
        QCOMPARE(settings.duration("sync_delay"), std::chrono::milliseconds(7));
        QCOMPARE(settings.duration("dedup_horizon"), std::chrono::hours(48));
    }

    void storedChangesStayBelowTheFile()
    {
        Settings settings;
        QVERIFY(settings.readToml("durability = \"normal\"", QStringLiteral("f")));
        settings.readStored({{QStringLiteral("durability"), QStringLiteral("full")},
                             {QStringLiteral("query_timeout"), QStringLiteral("9s")},
                             {QStringLiteral("gone"), 1}});
        QCOMPARE(settings.text("durability"), QStringLiteral("normal"));
        QCOMPARE(settings.duration("query_timeout"), std::chrono::seconds(9));
        const Expected<QJsonObject> pinned = settings.change({{QStringLiteral("durability"), QStringLiteral("full")}});
        QVERIFY(!pinned);
        QCOMPARE(pinned.error().code, ErrorCode::Conflict);
        QSignalSpy changed(&settings, &Settings::changed);
        const Expected<QJsonObject> kept = settings.change({{QStringLiteral("query_timeout"), QStringLiteral("12s")}});
        QVERIFY(kept.has_value());
        QCOMPARE(*kept, (QJsonObject{{QStringLiteral("query_timeout"), QStringLiteral("12s")}}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(settings.duration("query_timeout"), std::chrono::seconds(12));
    }

    void aRefusedChangeChangesNothing()
    {
        Settings settings;
        const Expected<QJsonObject> refused =
            settings.change({{QStringLiteral("connections"), 7}, {QStringLiteral("durability"), QStringLiteral("x")}});
        QVERIFY(!refused);
        QCOMPARE(refused.error().where, QStringLiteral("durability"));
        QCOMPARE(settings.number("connections"), 10000);
    }
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
