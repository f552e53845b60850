// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/unknownsenders.h"

#include <QTest>

using namespace sightglass;
using domain::Protocol;
using domain::UnknownSenders;

/// What the hub remembers of senders that it does not know.
class TestUnknownSenders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsPerProtocolAndId()
    {
        UnknownSenders senders;
        senders.note(Protocol::Umami, "a", fromMs(1000));
        senders.note(Protocol::Posthog, "a", fromMs(2000));
        senders.note(Protocol::Umami, "a", fromMs(3000));
        senders.note(Protocol::Umami, "", fromMs(4000));
        const auto list = senders.list();
        QCOMPARE(list.size(), std::size_t(2));
        QCOMPARE(list[0].protocol, Protocol::Umami);
        QCOMPARE(list[0].count, 2);
        QCOMPARE(toMs(list[0].first), 1000);
        QCOMPARE(toMs(list[0].last), 3000);
        QCOMPARE(list[1].protocol, Protocol::Posthog);
    }

    void forgetsWhoWasSeenLongestAgo()
    {
        UnknownSenders senders;
        for (std::size_t i = 0; i <= UnknownSenders::kMost; ++i)
            senders.note(Protocol::Segment, std::to_string(i), fromMs(std::int64_t(i)));
        const auto list = senders.list();
        QCOMPARE(list.size(), UnknownSenders::kMost);
        QCOMPARE(list.front().id, std::to_string(UnknownSenders::kMost));
        QCOMPARE(list.back().id, std::string("1"));
    }

    void keepsTextThatCanBeShown()
    {
        UnknownSenders senders;
        senders.note(Protocol::Segment, "\xff" + std::string(1000, 'x'), fromMs(1));
        const std::string id = senders.list().front().id;
        QVERIFY(id.starts_with("\xef\xbf\xbd"));
        QVERIFY(id.size() <= UnknownSenders::kIdBytes);
    }
};

QTEST_APPLESS_MAIN(TestUnknownSenders)
#include "tst_unknownsenders.moc"
