// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/exclusions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace sightglass;
using domain::Exclusions;

namespace {

QJsonObject object(const char* singleQuoted)
{
    return QJsonDocument::fromJson(QByteArray(singleQuoted).replace('\'', '"')).object();
}

} // namespace

/// Rules that keep events out of the numbers: how they read, what they cover, what is wrong with them.
class TestExclusions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pages_data()
    {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<bool>("fits");
        const auto row = [](const char* pattern, const char* path, bool fits) {
            QTest::addRow("%s %s %s", pattern, fits ? "fits" : "does not fit", path)
                << QByteArray(pattern) << QByteArray(path) << fits;
        };
        row("/admin", "/admin", true);
        row("/admin", "/admin/x", false);
        row("/admin", "/Admin", false);
        row("/admin/**", "/admin/x/y", true);
        row("/admin/**", "/admin", false);
        row("/admin**", "/admin", true);
        row("/admin**", "/administrator/x", true);
        row("/*/edit", "/posts/edit", true);
        row("/*/edit", "/posts/7/edit", false);
        row("/**/edit", "/posts/7/edit", true);
        row("/*", "/", true);
        row("/*", "/a", true);
        row("/*", "/a/b", false);
        row("**", "/a/b", true);
        row("**.pdf", "/a/b.pdf", true);
        row("/a*c", "/abcabc", true);
        row("/a*c", "/abcab", false);
        row("/a*/b*", "/axx/bxx", true);
        row("/a*/b*", "/axx/cxx/b", false);
        row("/**/a/*/c", "/x/a/y/z/a/b/c", true);
        row("/**a*b", "/ab/ac/xab", true);
        row("/**x/*y", "/x/1/x/2y", true);
        row("", "/a", false);
    }
    void pages()
    {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, path);
        QFETCH(bool, fits);
        QCOMPARE(domain::matchesPage(pattern.toStdString(), path.toStdString()), fits);
    }

    void theyReadAsTheyAreWritten()
    {
        Exclusions rules;
        QVERIFY(domain::apply(object("{'addresses':['10.0.0.0/8',' 203.0.113.9 ','10.0.0.0/8'],'pages':['/admin/**'],"
                                     "'hosts':['WWW.Staging.example.org:8080','*.Test.example.org']}"),
                              rules));
        QCOMPARE(
            domain::toJson(rules),
            object("{'addresses':['10.0.0.0/8','203.0.113.9'],'pages':['/admin/**'],'hosts':['staging.example.org',"
                   "'*.test.example.org']}"));
        Exclusions again;
        QVERIFY(domain::apply(domain::toJson(rules), again));
        QVERIFY(again == rules);
        QVERIFY(domain::apply(object("{'pages':[]}"), rules));
        QVERIFY2(rules.pages.empty() && rules.hosts == again.hosts, "the lists that are not named stay");
    }

    void whatTheyCover()
    {
        Exclusions rules;
        QVERIFY(domain::apply(object("{'addresses':['10.0.0.0/8'],'hosts':['a.example','*.b.example']}"), rules));
        QVERIFY(rules.coversAddress("10.1.2.3"));
        QVERIFY(rules.coversAddress("::ffff:10.1.2.3"));
        QVERIFY(!rules.coversAddress("11.1.2.3"));
        QVERIFY(!rules.coversAddress(""));
        QVERIFY(rules.hostRule("a.example"));
        QVERIFY(!rules.hostRule("x.a.example"));
        QVERIFY(rules.hostRule("x.y.b.example"));
        QVERIFY(!rules.hostRule("b.example"));
        QVERIFY(!rules.hostRule("xb.example"));
        QVERIFY(!rules.hostRule(""));
        QVERIFY(!rules.pageRule("/"));
    }

    void whatIsWrongIsPointedAt_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("where");
        const auto row = [](const char* name, const char* json, const char* where) {
            QTest::newRow(name) << QByteArray(json).replace('\'', '"') << QString::fromLatin1(where);
        };
        row("an address that is none", "{'addresses':['10.0.0.1','ten']}", "/addresses/1");
        row("a block that is too narrow", "{'addresses':['10.0.0.0/40']}", "/addresses/0");
        row("a page without a slash", "{'pages':['admin']}", "/pages/0");
        row("a page that is too long", "{'pages':['/%1']}", "/pages/0");
        row("a host with a path", "{'hosts':['a.example/x']}", "/hosts/0");
        row("a host that is a number", "{'hosts':[7]}", "/hosts/0");
        row("hosts that are a text", "{'hosts':'a.example'}", "/hosts");
        row("another kind", "{'agents':[]}", "/agents");
    }
    void whatIsWrongIsPointedAt()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, where);
        json.replace("%1", QByteArray(600, 'x'));
        Exclusions rules;
        rules.pages = {"/kept"};
        const Expected<void> applied = domain::apply(QJsonDocument::fromJson(json).object(), rules);
        QVERIFY(!applied);
        QCOMPARE(applied.error().where, where);
        QCOMPARE(applied.error().code, ErrorCode::InvalidInput);
        QCOMPARE(rules.pages, std::vector<std::string>{"/kept"});
        QVERIFY(!domain::apply(QJsonArray(), rules));
    }

    void thereIsABound()
    {
        QJsonArray pages;
        for (std::size_t i = 0; i <= Exclusions::kMost; ++i)
            pages.append(QStringLiteral("/%1").arg(i));
        Exclusions rules;
        QCOMPARE(domain::apply(QJsonObject{{QStringLiteral("pages"), pages}}, rules).error().where,
                 QStringLiteral("/pages"));
        pages.removeLast();
        QVERIFY(domain::apply(QJsonObject{{QStringLiteral("pages"), pages}}, rules));
    }
};

QTEST_GUILESS_MAIN(TestExclusions)
#include "tst_exclusions.moc"
