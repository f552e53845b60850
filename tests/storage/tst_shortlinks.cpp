// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/storefixture.h"

#include <QTest>

using namespace sightglass;
using domain::ShortLinkChange;

namespace {

ShortLinkChange change(std::string slug, std::string target, std::string host = "tr.example.com")
{
    return {"https://" + host + slug,  std::move(host), std::move(slug), std::move(target), "dest.example", "/p", "?q",
            fromMs(1'735'689'600'000), "somebody"};
}

} // namespace

class ShortLinksTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<test::StoreFixture>();
        QVERIFY(m_fixture->open());
    }
    void cleanup() { m_fixture.reset(); }

    void aLinkLeadsWhereItWasSetLast()
    {
        QVERIFY(!links().target("tr.example.com/tv"));
        QVERIFY(links().set(change("/tv", "https://dest.example/1")));
        QVERIFY(links().set(change("/tv", "https://dest.example/2")));
        QCOMPARE(links().target("tr.example.com/tv"), std::optional<std::string>("https://dest.example/2"));
        QVERIFY(!links().target("tr.example.com/t"));
    }

    void theHistoryKeepsEveryChangeOfAHost()
    {
        const std::vector<ShortLinkChange> set{change("/tv", "https://dest.example/1"),
                                               change("/tv", "https://dest.example/2"),
                                               change("/tv", "https://dest.example/3", "other.example")};
        for (const ShortLinkChange& one : set)
            QVERIFY(links().set(one));
        QCOMPARE(*links().history("tr.example.com"), (std::vector<ShortLinkChange>{set[0], set[1]}));
        QCOMPARE(*links().history(""), set);
        QVERIFY(links().history("unknown.example")->empty());
    }

    void everythingIsThereAfterARestart()
    {
        QVERIFY(links().set(change("/tv", "https://dest.example/1")));
        QVERIFY(links().setAccount({"a", "hash", fromMs(5)}));
        m_fixture->close();
        QVERIFY(m_fixture->open());
        QCOMPARE(links().target("tr.example.com/tv"), std::optional<std::string>("https://dest.example/1"));
        QCOMPARE(*links().account("a"), (domain::TrackerAccount{"a", "hash", fromMs(5)}));
        QCOMPARE(links().history("")->size(), std::size_t(1));
    }

    void anAccountKeepsItsTimeWhenItsPasswordChanges()
    {
        QCOMPARE(links().account("a").error().code, ErrorCode::NotFound);
        QVERIFY(links().setAccount({"a", "one", fromMs(5)}));
        QVERIFY(links().setAccount({"a", "two", fromMs(9)}));
        QCOMPARE(*links().account("a"), (domain::TrackerAccount{"a", "two", fromMs(5)}));
        QCOMPARE(links().accounts().size(), std::size_t(1));
        QVERIFY(links().removeAccount("a"));
        QCOMPARE(links().removeAccount("a").error().code, ErrorCode::NotFound);
        QVERIFY(links().accounts().empty());
    }

private:
    domain::ShortLinks& links() { return m_fixture->store().shortLinks(); }

    std::unique_ptr<test::StoreFixture> m_fixture;
};

QTEST_GUILESS_MAIN(ShortLinksTest)
#include "tst_shortlinks.moc"
