// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/breakdownmodel.h"
#include "models/csvtable.h"
#include "models/livetable.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace sightglass;
using namespace sightglass::models;

class TestCsvTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cellsAreWritten_data()
    {
        QTest::addColumn<QString>("cell");
        QTest::addColumn<QString>("csv");
        QTest::addColumn<QString>("tabbed");
        const auto row = [](const char* name, const char* cell, const char* csv, const char* tabbed) {
            QTest::newRow(name) << QString::fromUtf8(cell) << QString::fromUtf8(csv) << QString::fromUtf8(tabbed);
        };
        row("plain text stays", "/pricing", "/pricing", "/pricing");
        row("commas are quoted", "a,b", "\"a,b\"", "a,b");
        row("quotes are doubled", "say \"hi\"", "\"say \"\"hi\"\"\"", "say \"hi\"");
        row("line ends are kept in quotes", "a\nb", "\"a\nb\"", "a b");
        row("tabs become spaces on the clipboard", "a\tb", "a\tb", "a b");
        row("formulas are disarmed", "=SUM(A1)", "'=SUM(A1)", "'=SUM(A1)");
        row("an at sign too", "@cmd", "'@cmd", "'@cmd");
        row("negative numbers are numbers", "-3.5", "-3.5", "-3.5");
        row("a minus before text is not", "-1+cmd", "'-1+cmd", "'-1+cmd");
    }

    void cellsAreWritten()
    {
        QFETCH(QString, cell);
        QFETCH(QString, csv);
        QFETCH(QString, tabbed);
        const CsvTable table{{QStringLiteral("a"), QStringLiteral("b")}, {{cell, QStringLiteral("1")}}};
        QCOMPARE(csvOf(table), QStringLiteral("a,b\n%1,1\n").arg(csv));
        QCOMPARE(tabbedOf(table), QStringLiteral("a\tb\n%1\t1\n").arg(tabbed));
    }

    void numbersArePlain()
    {
        QCOMPARE(plainNumber(112'386), QStringLiteral("112386"));
        QCOMPARE(plainNumber(0.4126), QStringLiteral("0.4126"));
    }

    void aBreakdownKeepsItsRows()
    {
        client::Breakdown answer;
        client::BreakdownRow row;
        row.value = QStringLiteral("/a, b");
        row.metrics.insert(QStringLiteral("visitors"), {4.0, {}});
        answer.rows = {row, {}};
        BreakdownModel model;
        QAbstractItemModelTester tester(&model);
        model.setBreakdown(answer, QStringLiteral("page"), {QStringLiteral("visitors")});
        QCOMPARE(csvOf(model.table()), QStringLiteral("page,visitors\n\"/a, b\",4\n,\n"));
    }

    void theLiveListIsExportedAsItIsFiltered()
    {
        LiveModel model;
        LiveFilter filter;
        filter.setSourceModel(&model);
        client::LiveBatch batch;
        client::LiveRow event;
        event.at = fromMs(1'772'614'351'400);
        event.name = QStringLiteral("map_downloaded");
        event.userId = QStringLiteral("mara");
        event.protocol = QStringLiteral("segment");
        batch.events = {event};
        client::Refusal refusal;
        refusal.at = event.at;
        refusal.reason = QStringLiteral("invalid_write_key");
        batch.rejected = {refusal};
        model.add(batch);
        QCOMPARE(liveTable(filter).rows.size(), 2);
        filter.setGroup(LiveModel::Group::Events);
        const CsvTable table = liveTable(filter);
        QCOMPARE(table.rows.size(), 1);
        QCOMPARE(table.rows.first().size(), table.head.size());
        QCOMPARE(table.rows.first().first(), QStringLiteral("2026-03-04T08:52:31.400Z"));
        QCOMPARE(table.rows.first().at(1), QStringLiteral("map_downloaded"));
        QCOMPARE(table.rows.first().at(4), QStringLiteral("mara"));
    }

    void sourcesAreExported()
    {
        SourcesModel model;
        client::SourceInfo source;
        source.id = QStringLiteral("2");
        source.name = QStringLiteral("Website");
        source.writeKey = QStringLiteral("wk_1");
        source.hosts = QStringList{QStringLiteral("a.example"), QStringLiteral("b.example")};
        model.setSources({source});
        const CsvTable table = sourcesTable(model);
        QCOMPARE(table.rows.size(), 1);
        QCOMPARE(table.rows.first(),
                 QStringList({QStringLiteral("Website"), QStringLiteral("2"), QStringLiteral("a.example; b.example"),
                              QStringLiteral("wk_1"), QString(), QString(), QStringLiteral("0"), QString()}));
    }
};

QTEST_GUILESS_MAIN(TestCsvTable)
#include "tst_csvtable.moc"
