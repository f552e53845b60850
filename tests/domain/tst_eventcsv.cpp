// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/eventcsv.h"
#include "support/eventmaker.h"

#include <QTest>

using namespace sightglass;
using namespace sightglass::domain;

class TestEventCsv : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRandomEventComesBack()
    {
        test::EventMaker maker(4711);
        auto reader = EventCsvReader::forHead(csvHead());
        QVERIFY(reader.has_value());
        for (int i = 0; i < 3000; ++i) {
            const Event event = maker.make();
            std::string record;
            appendCsv(record, event);
            QCOMPARE(csvRecordLength(record + "x"), record.size());
            const auto back = reader->read(record);
            QVERIFY2(back.has_value(), record.c_str());
            QVERIFY2(*back == event, record.c_str());
        }
    }

    void noSpreadsheetTakesATextForAFormula_data()
    {
        QTest::addColumn<QByteArray>("title");
        for (const char* title : {"=1+1", "+1", "-1", "@a", "'=1", "'", "\tx"})
            QTest::newRow(title) << QByteArray(title);
    }
    void noSpreadsheetTakesATextForAFormula()
    {
        QFETCH(QByteArray, title);
        Event event;
        event.title = title.toStdString();
        std::string record;
        appendCsv(record, event);
        QVERIFY2(record.find(",'" + event.title) != std::string::npos, record.c_str());
        QCOMPARE(EventCsvReader::forHead(csvHead())->read(record)->title, event.title);
    }

    void columnsMayStandInAnyOrderAndUnknownOnesAreLeftOut()
    {
        auto reader = EventCsvReader::forHead("\xEF\xBB\xBFpath,colour,timestamp,type,kind\r\n");
        QVERIFY(reader.has_value());
        const auto event = reader->read("\"/a,b\",red,2026-03-02T10:00:00Z,,pageview\r\n");
        QVERIFY(event.has_value());
        QCOMPARE(event->path, std::string("/a,b"));
        QCOMPARE(event->kind, Kind::Pageview);
        QCOMPARE(event->eventTime, fromMs(1'772'445'600'000));
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("record");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* head, const char* record, const char* says) {
            QTest::newRow(name) << QByteArray(head) << QByteArray(record) << QString::fromLatin1(says);
        };
        row("no column of time", "path,title", "", "event_time");
        row("a column twice", "path,path,timestamp", "", "twice");
        row("an open quote in the head", "path,\"timestamp", "", "quotes");
        row("an open quote", "path,timestamp", "\"/a,2026-03-02", "quotes");
        row("something after a quote", "path,timestamp", "\"/a\"x,2026-03-02", "quotes");
        row("too few cells", "path,timestamp", "/a", "1 cells");
        row("too many cells", "path,timestamp", "/a,2026-03-02,x", "3 cells");
        row("no JSON where some is due", "properties,timestamp", "{a},2026-03-02", "JSON");
        row("two members in one cell", "scroll_depth,timestamp", "\"1,\"\"path\"\":\"\"x\"\"\",2026-03-02", "JSON");
        row("no time", "path,timestamp", "/a,soon", "type");
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, record);
        QFETCH(QString, says);
        auto reader = EventCsvReader::forHead(head.toStdString());
        const Error error = reader ? reader->read(record.toStdString()).error() : reader.error();
        QCOMPARE(error.code, ErrorCode::InvalidInput);
        QVERIFY2(error.detail.contains(says), qPrintable(error.detail));
    }

    void aRecordEndsAtTheLineEndThatNoQuoteHolds()
    {
        QCOMPARE(csvRecordLength("a,b\nc"), std::size_t(4));
        QCOMPARE(csvRecordLength("a,\"b\nc\"\r\nd"), std::size_t(9));
        QCOMPARE(csvRecordLength("a,\"b\n"), std::size_t(0));
        QCOMPARE(csvRecordLength(""), std::size_t(0));
    }
};

QTEST_GUILESS_MAIN(TestEventCsv)
#include "tst_eventcsv.moc"
