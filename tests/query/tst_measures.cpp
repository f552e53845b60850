// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/drawnhistory.h"

#include <QTest>

using namespace sightglass;
using namespace sightglass::test;

/// Events data (openmetrics §9), what the vectors of openmetrics leave out.
class TestMeasures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void peopleMayBeSplitByTheIdThatSessionsAreCountedBy()
    {
        const auto events = drawnHistory(QStringLiteral("before: a d-1 | u: a 10:00 | v: a 10:00, a 10:01"));
        const QJsonValue groups = askDrawn(events, sessions(), kNow).value(QStringLiteral("groups"));
        QCOMPARE(members(groups, "value"), QStringLiteral("[\"u\",\"v\"]"));
        QCOMPARE(members(groups, "measures"), QStringLiteral("[{\"sessions\":1},{\"sessions\":1}]"));
    }

    void theyMayBeFilteredByItToo()
    {
        domain::Query query = sessions();
        query.filters = {is("anonymous_id", "v")};
        const auto events = drawnHistory(QStringLiteral("before: a d-1 | u: a 10:00 | v: a 10:00, a 10:01"));
        QCOMPARE(members(askDrawn(events, query, kNow).value(QStringLiteral("groups")), "value"),
                 QStringLiteral("[\"v\"]"));
    }

private:
    static inline const TimePoint kNow = drawnTime(QStringLiteral("d9"));

    static domain::Query sessions()
    {
        domain::Query out =
            drawnQuestion(domain::QueryKind::Measures, QStringLiteral("d0 00:00"), QStringLiteral("d1 00:00"));
        out.goal = eventNamed("a");
        out.property = "anonymous_id";
        out.measures.measures = {{domain::MeasureKind::Sessions, {}}};
        return out;
    }
};

QTEST_GUILESS_MAIN(TestMeasures)
#include "tst_measures.moc"
