// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/routematcher.h"
#include "http/routetext.h"
#include "http/target.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace sightglass;
using http::RouteMatch;
using http::RouteMatcher;
using http::RouteRow;
using test::Claim;
using test::TableLine;

namespace {

const QList<TableLine>& specified()
{
    static const QList<TableLine> lines = test::readTable(QStringLiteral("routes/table.tsv"));
    return lines;
}

const QList<TableLine>& collisions()
{
    static const QList<TableLine> lines = test::readTable(QStringLiteral("routes/collisions.tsv"));
    return lines;
}

const std::map<Claim, const RouteRow*>& programClaims()
{
    static const std::map<Claim, const RouteRow*> claims = test::claimsOf(http::routes());
    return claims;
}

const RouteRow* rowOf(const Claim& claim)
{
    const auto found = programClaims().find(claim);
    return found == programClaims().end() ? nullptr : found->second;
}

QByteArray textOf(const Claim& claim)
{
    const std::string_view method = domain::name(claim.second);
    return QByteArray(method.data(), qsizetype(method.size())) + ' ' + claim.first.c_str();
}

/// The columns in which a row is not as its line says, with a blank between.
QByteArray differences(const TableLine& line, const RouteRow& row)
{
    const TableLine asked = test::inWords(line);
    const TableLine is = test::inWords(row);
    QList<QByteArray> columns;
    for (auto cell = asked.begin(); cell != asked.end(); ++cell) {
        if (is.value(cell.key()) != cell.value())
            columns.append(cell.key());
    }
    std::sort(columns.begin(), columns.end());
    return columns.join(' ');
}

const RouteMatcher& matcher()
{
    static const RouteMatcher all(http::routes(), [](const RouteRow&) { return true; });
    return all;
}

RouteMatch find(domain::Method method, std::string_view path, bool isBelowBase = false,
                std::vector<std::string>* captures = nullptr)
{
    http::Target target;
    return http::splitTarget(path, {}, target) ? matcher().match(method, target.segments, isBelowBase, captures)
                                               : RouteMatch{};
}

/// What comes of a match: "serves", "404", "405", "none".
QByteArray answerOf(const RouteMatch& match)
{
    if (match.row == nullptr)
        return "none";
    const bool isMissed = match.row->kind == http::RouteKind::CatchAll && !match.isMethodKnown;
    if (isMissed || match.row->kind == http::RouteKind::NotFound)
        return "404";
    return match.isMethodKnown ? "serves" : "405";
}

void addRows(const QList<TableLine>& lines, const QByteArray& first, const QByteArray& second)
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(lines.size()); ++i) {
        const TableLine& line = lines.at(i);
        QTest::newRow(
            QByteArray(QByteArray::number(i + 2) + ": " + line.value(first) + ' ' + line.value(second)).constData())
            << i;
    }
}

} // namespace

/// The route table of the program is the one of spec routes §1, and requests that several contracts claim go where its
/// §2 says. tests/vectors/routes/README.md has the columns.
class TestRouteTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAsSpecified_data() { addRows(specified(), "methods", "paths"); }
    void isAsSpecified();
    void holdsNothingElse();
    void leadsEveryPathToItsRow();
    void decidesCollisions_data() { addRows(collisions(), "collision", "path"); }
    void decidesCollisions();
};

void TestRouteTable::isAsSpecified()
{
    QFETCH(int, index);
    const TableLine& line = specified().at(index);
    const QByteArray mark = line.value("mark");
    QCOMPARE(mark.isEmpty(), line.value("reason").isEmpty());
    for (const Claim& claim : test::claimsOf(line)) {
        const RouteRow* row = mark == "within" ? find(claim.second, test::samplePath(claim.first)).row : rowOf(claim);
        if (mark == "within")
            QVERIFY2(!rowOf(claim),
                     QByteArray(textOf(claim) + " has a row of its own: take its mark away").constData());
        if (mark == "absent") {
            const TableLine is = row ? test::inWords(*row) : TableLine();
            const bool isThere =
                row && is.value("owner") == line.value("owner") && is.value("kind") == line.value("kind");
            QVERIFY2(!isThere, QByteArray(textOf(claim) + " is there: take its mark away").constData());
            continue;
        }
        QVERIFY2(row, QByteArray(textOf(claim) + " is missing").constData());
        const QByteArray different = differences(line, *row);
        const QByteArray allowed = mark == "beyond" || mark == "within" ? QByteArray() : mark;
        QVERIFY2(
            different == allowed,
            QByteArray(textOf(claim) + " differs in \"" + different + "\", marked \"" + allowed + '"').constData());
    }
}

void TestRouteTable::holdsNothingElse()
{
    std::set<Claim> asked;
    for (const TableLine& line : specified()) {
        if (line.value("mark") == "absent" || line.value("mark") == "within")
            continue;
        for (const Claim& claim : test::claimsOf(line))
            asked.insert(claim); // some lines say the same path twice, as /x/{id} and /x/{id}.gif
    }
    for (const auto& [claim, row] : programClaims())
        QVERIFY2(asked.contains(claim), textOf(claim).constData());
    QCOMPARE(asked.size(), programClaims().size());
}

/// Every path also with one trailing slash, and HEAD wherever GET goes.
void TestRouteTable::leadsEveryPathToItsRow()
{
    for (const auto& [claim, row] : programClaims()) {
        const std::string path = test::samplePath(claim.first);
        for (const std::string& sent : {path, path + "/"}) {
            const RouteMatch match = find(claim.second, sent);
            QVERIFY2(match.row == row && match.isMethodKnown, sent.c_str());
        }
    }
}

void TestRouteTable::decidesCollisions()
{
    QFETCH(int, index);
    const TableLine& line = collisions().at(index);
    static const QHash<QByteArray, domain::Method> rare{{"HEAD", domain::Method::Head},
                                                        {"OPTIONS", domain::Method::Options}};
    const QByteArray method = line.value("method");
    std::vector<std::string> taken;
    const RouteMatch match = find(rare.contains(method) ? rare.value(method) : test::methodsOf(method).front(),
                                  line.value("path").toStdString(), line.value("base") == "below", &taken);
    const QByteArray owner = match.row ? test::ownerName(match.row->owner) : QByteArray("-");
    if (!line.value("mark").isEmpty()) {
        QVERIFY2(owner != line.value("owner"), "The right owner answers: take the mark away");
        return;
    }
    QCOMPARE(owner, line.value("owner"));
    if (const QByteArray id = line.value("id"); !id.isEmpty())
        QCOMPARE(match.row ? QByteArray(match.row->id.data(), qsizetype(match.row->id.size())) : QByteArray("-"), id);
    if (const QByteArray answer = line.value("answer"); !answer.isEmpty()) {
        QCOMPARE(answerOf(match), answer);
        QByteArray captures;
        for (const std::string& capture : taken)
            captures += (captures.isEmpty() ? "" : ",") + QByteArray::fromStdString(capture);
        QCOMPARE(captures, line.value("captures"));
    }
}

QTEST_GUILESS_MAIN(TestRouteTable)
#include "tst_routetable.moc"
