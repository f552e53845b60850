// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/drawnhistory.h"

#include "domain/money.h"
#include "query/history.h"
#include "support/manualclock.h"

#include <QJsonDocument>
#include <QRegularExpression>

#include <functional>
#include <map>

namespace sightglass::test {

namespace {

using namespace domain;

void setRevenue(Event& e, const QString& value)
{
    const QStringList parts = value.split(u' ');
    e.currency = parts.value(1).toStdString();
    e.revenueMinor = toMinor(parts.first().toStdString(), e.currency.empty() ? "EUR" : e.currency);
}

/// Members that a drawing can set, by name.
const std::map<QString, std::function<void(Event&, const QString&)>>& setters()
{
    const auto text = [](std::string Event::*member) {
        return [member](Event& e, const QString& v) { e.*member = v.toStdString(); };
    };
    const auto vital = [](const char* key) {
        return [key](Event& e, const QString& v) { e.vitals.push_back({key, v.toDouble()}); };
    };
    static const std::map<QString, std::function<void(Event&, const QString&)>> all{
        {QStringLiteral("country"), text(&Event::country)},
        {QStringLiteral("user"), text(&Event::userId)},
        {QStringLiteral("source"), text(&Event::utmSource)},
        {QStringLiteral("medium"), text(&Event::utmMedium)},
        {QStringLiteral("campaign"), text(&Event::utmCampaign)},
        {QStringLiteral("page"), text(&Event::path)},
        {QStringLiteral("version"), text(&Event::appVersion)},
        {QStringLiteral("view"), text(&Event::viewId)},
        {QStringLiteral("session"), text(&Event::sessionHint)},
        {QStringLiteral("bot"), [](Event& e, const QString& v) { e.bot.rule = v.toStdString(); }},
        {QStringLiteral("revenue"), setRevenue},
        {QStringLiteral("lcp"), vital("lcp")},
        {QStringLiteral("inp"), vital("inp")},
        {QStringLiteral("cls"), vital("cls")},
        {QStringLiteral("fcp"), vital("fcp")},
        {QStringLiteral("ttfb"), vital("ttfb")},
        {QStringLiteral("depth"), [](Event& e, const QString& v) { e.scrollDepth = v.toInt(); }},
        {QStringLiteral("hash"), [](Event& e, const QString&) { e.visitorBasis = VisitorBasis::Hash; }},
        {QStringLiteral("nobody"), [](Event& e, const QString&) {
             e.visitorBasis = VisitorBasis::None;
             e.visitor = 0;
         }}};
    return all;
}

void setMembers(Event& e, const QString& braces)
{
    for (const QString& one : braces.split(u',', Qt::SkipEmptyParts)) {
        const QString key = one.section(u'=', 0, 0).trimmed();
        const auto found = setters().find(key);
        if (found == setters().end())
            qFatal("a drawing sets %s", qPrintable(key));
        found->second(e, one.section(u'=', 1).trimmed());
    }
}

void setWhat(Event& e, QString what)
{
    e.interactive = !what.endsWith(u'~');
    what.remove(u'~');
    if (what.startsWith(u'@')) {
        const auto kind = parseKind(what.mid(1).toStdString());
        if (!kind)
            qFatal("a drawing has the kind %s", qPrintable(what));
        e.kind = *kind;
        e.name = what.mid(1).toStdString();
    } else if (what.startsWith(u'/')) {
        e.kind = Kind::Pageview;
        e.name = "pageview";
        e.path = what.toStdString();
    } else {
        e.kind = Kind::Custom;
        e.name = what.toStdString();
    }
}

} // namespace

TimePoint drawnTime(const QString& text)
{
    constexpr std::int64_t day0 = 1'772'409'600'000; // 2026-03-02T00:00Z
    static const QRegularExpression form(QStringLiteral("^(?:d(-?\\d+))?\\s*(?:(\\d\\d):(\\d\\d)(?::(\\d\\d))?)?$"));
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch())
        qFatal("a drawing has the time %s", qPrintable(text));
    const bool hasClock = !match.captured(2).isEmpty();
    const std::int64_t minutes = hasClock ? match.captured(2).toInt() * 60 + match.captured(3).toInt() : 12 * 60;
    return fromMs(day0 + ((match.captured(1).toInt() * 1440 + minutes) * 60 + match.captured(4).toInt()) * 1000);
}

std::vector<Event> drawnHistory(const QString& drawing)
{
    static const QRegularExpression item(QStringLiteral("^(\\S+)\\s+([^{]*)(?:\\{(.*)\\})?$"));
    static const QRegularExpression betweenItems(QStringLiteral(",(?![^{]*\\})"));
    std::map<QString, std::uint64_t> visitors;
    std::vector<Event> out;
    for (const QString& line : drawing.split(QRegularExpression(QStringLiteral("[|\\n]")), Qt::SkipEmptyParts)) {
        const QString who = line.section(u':', 0, 0).trimmed();
        const std::uint64_t visitor = visitors.try_emplace(who, 100 + visitors.size()).first->second;
        for (const QString& one : line.section(u':', 1).split(betweenItems, Qt::SkipEmptyParts)) {
            const auto match = item.match(one.trimmed());
            if (!match.hasMatch())
                qFatal("a drawing has %s", qPrintable(one));
            Event e;
            e.visitor = visitor;
            e.visitorBasis = VisitorBasis::Client;
            e.anonymousId = who.toStdString();
            e.eventTime = e.receivedAt = e.timestamp = drawnTime(match.captured(2));
            e.messageId = QStringLiteral("m%1").arg(out.size(), 6, 10, QLatin1Char('0')).toStdString();
            setWhat(e, match.captured(1));
            setMembers(e, match.captured(3));
            out.push_back(std::move(e));
        }
    }
    return out;
}

Query drawnQuestion(QueryKind kind, const QString& from, const QString& to)
{
    Query out;
    out.kind = kind;
    out.range = {drawnTime(from), drawnTime(to)};
    out.timezone = "UTC";
    return out;
}

Condition page(const char* pattern)
{
    Condition out;
    out.page = pattern;
    return out;
}

Condition eventNamed(const char* name)
{
    Condition out;
    out.event = name;
    return out;
}

Filter is(const char* property, const char* value)
{
    Filter out;
    out.node = Filter::Node::Leaf;
    out.property = property;
    out.values = {value};
    return out;
}

QJsonObject askDrawn(const std::vector<Event>& events, const Query& query, TimePoint now, const char* timezone,
                     bool weekStartsOnSunday)
{
    Project project = testProject();
    project.weekStartsOnSunday = weekStartsOnSunday;
    Query asked = query;
    asked.timezone = timezone;
    MemoryScan scan(events, 3);
    const ManualClock clock(now);
    const TwoSources sources;
    const Cancellation cancel;
    auto answer = query::Engine(scan, clock, &sources, testNames()).answer(project, asked, cancel);
    if (!answer)
        return {{QStringLiteral("error"), answer.error().detail}};
    answer->remove(QStringLiteral("query"));
    answer->remove(QStringLiteral("stats"));
    return *answer;
}

QString compact(const QJsonValue& value)
{
    const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(text.mid(1, text.size() - 2));
}

QString members(const QJsonValue& list, const char* member)
{
    QJsonArray out;
    const QJsonArray objects = list.toArray();
    for (const QJsonValue& one : objects)
        out.append(one.toObject().value(QLatin1String(member)));
    return compact(out);
}

} // namespace sightglass::test
