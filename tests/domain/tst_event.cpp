// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/event.h"

#include <QTest>

using namespace sightglass::domain;

class TestEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The table of spec routes §4.2, row by row.
    void kindsDoWhatTheTableSays_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("counts");
        QTest::addColumn<bool>("starts");
        QTest::addColumn<bool>("extends");
        const auto row = [](const char* name, Kind kind, bool counts, bool starts, bool extends) {
            QTest::newRow(name) << int(kind) << counts << starts << extends;
        };
        row("pageview", Kind::Pageview, true, true, true);
        row("screen", Kind::Screen, true, true, true);
        row("custom", Kind::Custom, true, true, true);
        row("exception", Kind::Exception, true, true, false);
        row("click", Kind::Click, true, false, false);
        row("impression", Kind::Impression, true, false, false);
        row("engagement", Kind::Engagement, false, false, false);
        row("identify", Kind::Identify, false, false, false);
        row("alias", Kind::Alias, false, false, false);
        row("group", Kind::Group, false, false, false);
        row("vitals", Kind::Vitals, false, false, false);
        row("exposure", Kind::Exposure, false, false, false);
        row("background", Kind::Background, false, false, false);
    }
    void kindsDoWhatTheTableSays()
    {
        QFETCH(int, kind);
        const Kind value = static_cast<Kind>(kind);
        QTEST(countsAsEvent(value), "counts");
        QTEST(startsVisit(value), "starts");
        QTEST(extendsVisit(value, true), "extends");
        QCOMPARE(name(value), std::string_view(QTest::currentDataTag()));
        QVERIFY(parseKind(name(value)) == value);
    }

    void onlyInteractiveCustomEventsExtendAVisit()
    {
        QVERIFY(!extendsVisit(Kind::Custom, false));
        QVERIFY(extendsVisit(Kind::Pageview, false));
        QVERIFY(!extendsVisit(Kind::Exception, true));
    }
};

QTEST_GUILESS_MAIN(TestEvent)
#include "tst_event.moc"
