// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/schema.h"
#include "storage/storefixture.h"
#include "storage/transaction.h"
#include "support/sourcefolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <atomic>
#include <thread>

using namespace sightglass;
using domain::Source;
using storage::Connection;
using test::makeEvent;

class BackupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBackupHoldsWhatWasStored();
    void aBackupIsConsistentWhileEventsArrive();
    void nothingIsReplacedUnasked();
    void restoreRefusesWhatIsNoBackup_data();
    void restoreRefusesWhatIsNoBackup();
    void restoreNeedsTheLock();
    void checkFindsDamage_data();
    void checkFindsDamage();
    void everyReleasedSchemaMigrates_data();
    void everyReleasedSchemaMigrates();
};

namespace {

QString schemaOf(Connection& connection)
{
    Expected<storage::Statement> rows =
        connection.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name");
    QString text;
    for (Expected<bool> row = rows->step(); row && *row; row = rows->step())
        text += QString::fromUtf8(rows->text(0).data(), qsizetype(rows->text(0).size())) + QLatin1String(";\n");
    return text;
}

Expected<void> change(const QString& file, std::string_view sql)
{
    Expected<Connection> connection = Connection::open(file, Connection::Mode::ReadWrite);
    if (!connection)
        return unexpected(connection.error());
    return connection->execute(sql);
}

} // namespace

void BackupTest::aBackupHoldsWhatWasStored()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit({makeEvent(source, "a", fixture.clock.now()), makeEvent(source, "b", fixture.clock.now())}));
    const QTemporaryDir elsewhere;
    const QString backup = elsewhere.filePath(QStringLiteral("copy.db"));
    QVERIFY(fixture.store().backup(backup));
    QVERIFY(!(QFileInfo(backup).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    QCOMPARE(QDir(elsewhere.path()).entryList(QDir::Files), QStringList{QStringLiteral("copy.db")});
    QVERIFY(fixture.submit({makeEvent(source, "later", fixture.clock.now())}));
    fixture.close();
    QVERIFY(storage::restore(backup, fixture.directory(), true));
    QVERIFY(fixture.open());
    QCOMPARE(fixture.events(source.project).size(), 2u);
    const auto again =
        fixture.submit({makeEvent(source, "a", fixture.clock.now()), makeEvent(source, "later", fixture.clock.now())});
    using Item = domain::StoreOutcome::Item;
    QVERIFY(again->items == (std::vector{Item::Duplicate, Item::Stored}));
    fixture.close();
    QVERIFY(storage::check(fixture.directory())->empty());
}

void BackupTest::aBackupIsConsistentWhileEventsArrive()
{
    test::StoreFixture fixture;
    storage::StoreOptions options;
    options.durability = storage::Durability::Normal;
    QVERIFY(fixture.open(options));
    const Source source = fixture.addSource();
    std::atomic<bool> stop = false;
    std::thread sender([&] {
        // Always in pairs: a copy that tears a transaction would hold an odd number.
        for (int i = 0; !stop; ++i)
            std::ignore = fixture.submit({makeEvent(source, std::to_string(i) + "a", fixture.clock.now()),
                                          makeEvent(source, std::to_string(i) + "b", fixture.clock.now())});
    });
    const QTemporaryDir elsewhere;
    for (int i = 0; i < 5; ++i) {
        const QString directory = elsewhere.filePath(QString::number(i));
        const QString backup = directory + QLatin1String(".db");
        const Expected<void> copied = fixture.store().backup(backup);
        const Expected<void> restored = copied ? storage::restore(backup, directory, false) : copied;
        if (!restored)
            stop = true;
        const auto findings = storage::check(directory);
        Expected<Connection> connection = Connection::open(backup, Connection::Mode::ReadOnly);
        if (!findings || !findings->empty() || *connection->number("SELECT count(*) FROM event") % 2 != 0)
            stop = true;
    }
    const bool failed = stop.exchange(true);
    sender.join();
    QVERIFY(!failed);
}

void BackupTest::nothingIsReplacedUnasked()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const QTemporaryDir elsewhere;
    const QString backup = elsewhere.filePath(QStringLiteral("copy.db"));
    QVERIFY(fixture.store().backup(backup));
    QCOMPARE(fixture.store().backup(backup).error().code, ErrorCode::Conflict);
    fixture.close();
    QCOMPARE(storage::restore(backup, fixture.directory(), false).error().code, ErrorCode::Conflict);
    QCOMPARE(storage::restore(elsewhere.filePath(QStringLiteral("none.db")), fixture.directory(), true).error().code,
             ErrorCode::NotFound);
    QVERIFY(storage::restore(backup, elsewhere.filePath(QStringLiteral("fresh")), false));
}

void BackupTest::restoreRefusesWhatIsNoBackup_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a text file") << QByteArray("not a database, but long enough to be looked at\n").repeated(100);
    QTest::newRow("an empty file") << QByteArray();
}

void BackupTest::restoreRefusesWhatIsNoBackup()
{
    QFETCH(QByteArray, bytes);
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    fixture.close();
    const QTemporaryDir elsewhere;
    QFile file(elsewhere.filePath(QStringLiteral("copy.db")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
    file.close();
    QCOMPARE(storage::restore(file.fileName(), fixture.directory(), true).error().code, ErrorCode::Corrupt);
    QVERIFY(fixture.open());
    QVERIFY(fixture.store().control().project(source.project));
}

void BackupTest::restoreNeedsTheLock()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const QTemporaryDir elsewhere;
    const QString backup = elsewhere.filePath(QStringLiteral("copy.db"));
    QVERIFY(fixture.store().backup(backup));
    QCOMPARE(storage::restore(backup, fixture.directory(), true).error().code, ErrorCode::Conflict);
}

void BackupTest::checkFindsDamage_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a body that cannot be read") << QByteArray("UPDATE event SET body = x'0142' WHERE seq = 2");
    QTest::newRow("an event whose source does not exist") << QByteArray("UPDATE event SET source = 77 WHERE seq = 1");
    QTest::newRow("a source whose project does not exist")
        << QByteArray("PRAGMA foreign_keys = OFF; DELETE FROM project");
    QTest::newRow("a block of ids that is gone") << QByteArray("DELETE FROM id_block");
    QTest::newRow("ids that are not what the filter says")
        << QByteArray("UPDATE id_block SET entries = zeroblob(length(entries))");
    QTest::newRow("a filter that is broken") << QByteArray("UPDATE id_segment SET prints = x'00'");
    QTest::newRow("a schema of another version") << QByteArray("PRAGMA user_version = 99");
}

void BackupTest::checkFindsDamage()
{
    QFETCH(QByteArray, sql);
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit({makeEvent(source, "a", fixture.clock.now()), makeEvent(source, "b", fixture.clock.now())}));
    fixture.close();
    QVERIFY(change(fixture.file(), {sql.constData(), std::size_t(sql.size())}));
    const auto findings = storage::check(fixture.directory());
    QVERIFY(findings);
    QCOMPARE(findings->empty(), sql.isEmpty());
    const QTemporaryDir empty;
    QCOMPARE(storage::check(empty.path()).error().code, ErrorCode::NotFound);
}

void BackupTest::everyReleasedSchemaMigrates_data()
{
    QTest::addColumn<QString>("dump");
    const QDir folder(test::sourcePath(QStringLiteral("tests/storage/schemas")));
    const QStringList dumps = folder.entryList({QStringLiteral("*.sql")}, QDir::Files);
    QCOMPARE(dumps.size(), storage::kSchemaVersion);
    for (const QString& dump : dumps)
        QTest::newRow(qPrintable(QStringLiteral("a database of %1").arg(dump))) << folder.filePath(dump);
}

void BackupTest::everyReleasedSchemaMigrates()
{
    QFETCH(QString, dump);
    QFile file(dump);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray sql = file.readAll();
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    fixture.close();
    QString fresh;
    {
        Expected<Connection> connection = Connection::open(fixture.file(), Connection::Mode::ReadOnly);
        fresh = schemaOf(*connection);
    }
    const QTemporaryDir elsewhere;
    Expected<Connection> old =
        Connection::open(elsewhere.filePath(QStringLiteral("old.db")), Connection::Mode::ReadWrite);
    QVERIFY(old);
    QVERIFY(old->execute({sql.constData(), std::size_t(sql.size())}));
    QVERIFY(storage::migrate(*old));
    QCOMPARE(schemaOf(*old), fresh);
    QCOMPARE(*old->number("PRAGMA user_version"), storage::kSchemaVersion);
    QCOMPARE(*old->number("SELECT count(*) FROM event"), 2);
    QCOMPARE(*old->number("SELECT count(*) FROM project WHERE id > 0"), 1);
}

QTEST_GUILESS_MAIN(BackupTest)
#include "tst_backup.moc"
