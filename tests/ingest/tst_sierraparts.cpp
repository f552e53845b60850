// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/addresslimits.h"
#include "ingest/sierra/agentclass.h"
#include "ingest/sierra/fingerprint.h"
#include "ingest/sierra/httpdate.h"
#include "ingest/sierra/sender.h"
#include "support/sourcefolder.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;
namespace si = ingest::sierra;

namespace {

QByteArray contents(const QString& name)
{
    QFile file(test::sourcePath(u"tests/vectors/sierra/"_s + name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(name));
    return file.readAll();
}

/// The rows of a table, comments left out.
QList<QStringList> rows(const QString& name)
{
    QList<QStringList> out;
    for (const QString& line : QString::fromUtf8(contents(name)).split(u'\n')) {
        if (line.contains(u'\t'))
            out.append(line.split(u'\t'));
    }
    return out;
}

QJsonObject object(const QString& name)
{
    return QJsonDocument::fromJson(contents(name)).object();
}

std::string text(const QJsonValue& value)
{
    return value.toString().toStdString();
}

} // namespace

/// The tables of tests/vectors/sierra: pure functions without a hub.
class TestSierraParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agent_data()
    {
        QTest::addColumn<QStringList>("row");
        const auto table = rows(u"agents.tsv"_s);
        QVERIFY(table.size() > 40);
        for (const QStringList& row : table)
            QTest::newRow(row.front().isEmpty() ? "no User-Agent" : qPrintable(row.front())) << row;
    }
    void agent()
    {
        QFETCH(QStringList, row);
        const si::AgentClass found = si::classifyAgent(row.at(0).toStdString());
        QCOMPARE(QString::fromUtf8(si::name(found.kind).data()), row.at(4));
        if (found.kind == si::AgentKind::Bot)
            return;
        QCOMPARE(QString::fromStdString(found.app), row.at(1));
        QCOMPARE(QString::fromStdString(found.version), row.at(2));
        QCOMPARE(QString::fromStdString(found.os), row.at(3));
    }

    void language_data()
    {
        QTest::addColumn<QStringList>("row");
        const auto table = rows(u"languages.tsv"_s);
        QCOMPARE(table.size(), 6);
        for (const QStringList& row : table)
            QTest::newRow(row.front().isEmpty() ? "no header" : qPrintable(row.front())) << row;
    }
    void language()
    {
        QFETCH(QStringList, row);
        QCOMPARE(QString::fromStdString(si::languageOf(row.at(0).toStdString())), row.at(1));
    }

    void fingerprint_data()
    {
        QTest::addColumn<QJsonObject>("one");
        const QJsonArray cases = object(u"fingerprints.json"_s).value(u"cases"_s).toArray();
        QCOMPARE(cases.size(), 16);
        for (qsizetype i = 0; i < cases.size(); ++i)
            QTest::addRow("row %d", int(i)) << cases.at(i).toObject();
    }
    void fingerprint()
    {
        QFETCH(QJsonObject, one);
        const std::string group = si::fingerprint(text(one.value(u"type"_s)), text(one.value(u"message"_s)),
                                                  text(one.value(u"stack"_s)), text(one.value(u"override"_s)));
        QCOMPARE(QString::fromStdString(group), one.value(u"group"_s).toString());
    }

    void normaliser()
    {
        const QJsonObject all = object(u"fingerprints.json"_s);
        for (const QJsonValue pair : all.value(u"withBaseNames"_s).toArray())
            QCOMPARE(si::withBaseNames(text(pair.toArray().at(0))), text(pair.toArray().at(1)));
        for (const QJsonValue pair : all.value(u"withTokenKinds"_s).toArray())
            QCOMPARE(si::withTokenKinds(text(pair.toArray().at(0))), text(pair.toArray().at(1)));
        const QJsonObject frames = all.value(u"frames"_s).toObject();
        QJsonArray normalised;
        for (const std::string& frame : si::normalisedFrames(text(frames.value(u"stack"_s)), 5))
            normalised.append(QString::fromStdString(frame));
        QCOMPARE(normalised, frames.value(u"normalised"_s).toArray());
    }

    void limits()
    {
        const QJsonObject all = object(u"limits.json"_s);
        http::HttpLimits limits;
        limits.requestsPerMinute = all.value(u"perMinute"_s).toInt();
        limits.requestBurst = all.value(u"burst"_s).toInt();
        http::AddressLimits addresses(limits);
        const http::AddressLimits::Instant start{std::chrono::hours(1)};
        for (const QJsonValue value : all.value(u"requests"_s).toArray()) {
            const QJsonObject request = value.toObject();
            const auto address = IpAddress::parse(text(request.value(u"address"_s)));
            QVERIFY(address);
            const auto at = start + std::chrono::seconds(request.value(u"seconds"_s).toInt());
            QCOMPARE(addresses.takeRequest(*address, at).count() == 0, request.value(u"allowed"_s).toBool());
        }
    }

    void aDateIsWrittenAsItIsRead()
    {
        for (const std::int64_t second : {0LL, 951'782'400LL, 1'795'996'799LL, 253'402'300'799LL}) {
            const std::chrono::sys_seconds time{std::chrono::seconds(second)};
            QCOMPARE(si::parseHttpDate(si::formatHttpDate(time)).value_or(std::chrono::sys_seconds::min()), time);
        }
    }
};

QTEST_GUILESS_MAIN(TestSierraParts)
#include "tst_sierraparts.moc"
