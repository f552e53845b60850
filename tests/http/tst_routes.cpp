// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/routematcher.h"
#include "http/routepattern.h"
#include "http/target.h"

#include <QTest>

#include <array>

using namespace sightglass;
using namespace sightglass::http;
using domain::Method;

namespace {

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

RouteMatch find(const RouteMatcher& matcher, Method method, std::string_view path, bool isBelowBase = false)
{
    Target target;
    return splitTarget(path, {}, target) ? matcher.match(method, target.segments, isBelowBase) : RouteMatch{};
}

const auto everything = [](const RouteRow&) { return true; };

} // namespace

// Two claims on one path are found when compiling; equal right is what counts, not equal text.
static_assert(patternsClash("/a/{x}", "/a/{y}"));
static_assert(patternsClash("/a/{b,c}", "/a/{c,d}"));
static_assert(patternsClash("/a/b", "/a/{c,b}"));
static_assert(!patternsClash("/a/b", "/a/{x}"));
static_assert(!patternsClash("/a/{n}", "/a/{x}"));
static_assert(!patternsClash("/a/{x}", "/a/{x…}"));
static_assert(!patternsClash("/a/b", "/a/b/c"));

class TestRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prefersTheTighterPattern();
    void keepsRootRowsOffTheBasePath();
};

void TestRoutes::prefersTheTighterPattern()
{
    static constexpr std::array kRows{
        RouteRow{.id = "literal", .pattern = "/a/1"}, RouteRow{.id = "number", .pattern = "/a/{n}"},
        RouteRow{.id = "any", .pattern = "/a/{x}"}, RouteRow{.id = "rest", .pattern = "/a/{x…}"},
        RouteRow{.id = "deep", .pattern = "/a/{x}/b"}};
    const RouteMatcher matcher(kRows, everything);
    const auto id = [&matcher](std::string_view path) { return bytes(find(matcher, Method::Get, path).row->id); };
    QCOMPARE(id("/a/1"), QByteArray("literal"));
    QCOMPARE(id("/a/2"), QByteArray("number"));
    QCOMPARE(id("/a/1234567890123456789"), QByteArray("any"));
    QCOMPARE(id("/a/x"), QByteArray("any"));
    QCOMPARE(id("/a/1/b"), QByteArray("deep"));
    QCOMPARE(id("/a/x/c"), QByteArray("rest"));
    QVERIFY(find(matcher, Method::Get, "/a").row == nullptr);
}

void TestRoutes::keepsRootRowsOffTheBasePath()
{
    static constexpr std::array kRows{RouteRow{.id = "root", .pattern = "/clear", .base = Base::RootOnly},
                                      RouteRow{.id = "both", .pattern = "/both"}};
    const RouteMatcher matcher(kRows, everything);
    QVERIFY(find(matcher, Method::Get, "/clear").row != nullptr);
    QVERIFY(find(matcher, Method::Get, "/clear", true).row == nullptr);
    QVERIFY(find(matcher, Method::Get, "/both", true).row != nullptr);
}

QTEST_GUILESS_MAIN(TestRoutes)
#include "tst_routes.moc"
