// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/runninghub.h"
#include "service/teller.h"
#include "support/manualclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;
using test::Place;
using test::Protocol;
using test::Teller;
using test::Visitor;
using test::WireCall;

namespace {

const Visitor kAnn{"203.0.113.10", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                   u"11111111-0000-4000-8000-000000000001"_s};
const Visitor kBob{
    "203.0.113.20",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    u"11111111-0000-4000-8000-000000000002"_s};
const Visitor kCleo{"203.0.113.30",
                    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                    "Version/18.5 Safari/605.1.15",
                    u"11111111-0000-4000-8000-000000000003"_s};

/// A hub of one project whose clock the story moves.
class StoryHub
{
public:
    StoryHub()
        : m_clock(test::at("2026-03-02T10:00:00.000Z"))
        , m_hub(m_directory.path() + u"/data"_s, &m_clock)
    {
        if (const Expected<void> started = m_hub.start(); !started)
            qFatal("%s", qPrintable(started.error().detail));
        source = m_hub
                     .api("POST", u"/projects"_s,
                          {{u"name"_s, u"Shop"_s},
                           {u"source"_s, QJsonObject{{u"hosts"_s, QJsonArray{u"shop.example"_s}},
                                                     {u"pageviewNames"_s, QJsonArray{u"view"_s}}}}})
                     .body.value(u"source"_s)
                     .toObject();
    }

    void at(const QByteArray& time)
    {
        m_clock.set(test::at(QByteArray("2026-03-02T" + time + ":00.000Z").constData()));
    }
    [[nodiscard]] int send(const WireCall& call, const Visitor& visitor)
    {
        QNetworkRequest request{QUrl(m_hub.url(call.path), QUrl::StrictMode)};
        request.setRawHeader("User-Agent", visitor.userAgent);
        request.setRawHeader("X-Forwarded-For", visitor.address);
        for (const auto& [name, value] : call.headers)
            request.setRawHeader(name, value);
        return m_hub.raw(request, call.verb, call.body).status;
    }
    [[nodiscard]] QJsonObject ask(QJsonObject question)
    {
        question.insert(u"from"_s, u"2026-03-02"_s);
        question.insert(u"to"_s, u"2026-03-03"_s);
        return m_hub.api("POST", u"/projects/1/query"_s, question).body;
    }

    QJsonObject source;

private:
    QTemporaryDir m_directory;
    test::ManualClock m_clock;
    test::RunningHub m_hub;
};

/// Three people, four visits, one of them a bounce, one purchase.
QList<int> tell(StoryHub& hub, Teller& teller)
{
    QList<int> statuses;
    const auto send = [&](const char* time, const Visitor& visitor, const WireCall& call) {
        hub.at(time);
        statuses.append(hub.send(call, visitor));
    };
    const Place pricing{u"/pricing"_s, u"?utm_source=news&utm_medium=email&utm_campaign=spring"_s,
                        u"https://www.google.com/"_s};
    const Place signUp{u"/signup"_s, {}, u"https://shop.example/pricing"_s};
    send("10:00", kAnn, teller.view(kAnn, pricing));
    send("10:01", kAnn, teller.view(kAnn, signUp));
    send("10:03", kAnn, teller.custom(kAnn, signUp, u"signed_up"_s, {{u"plan"_s, u"pro"_s}}));
    send("10:07", kAnn, teller.purchase(kAnn, signUp));
    send("10:10", kBob, teller.view(kBob, {u"/"_s, {}, u"https://news.example/today"_s}));
    send("11:00", kCleo, teller.view(kCleo, {u"/docs"_s, {}, {}}));
    send("11:20", kCleo, teller.view(kCleo, {u"/pricing"_s, {}, u"https://shop.example/docs"_s}));
    send("12:30", kCleo, teller.view(kCleo, {u"/"_s, {}, {}}));
    return statuses;
}

struct Question
{
    const char* name;
    const char* needs; ///< What a protocol must be able to carry.
    QJsonObject body;
    const char* part;
    QJsonValue answer;
};

QJsonValue parsed(const char* text)
{
    return QJsonDocument::fromJson(QByteArray("[") + QByteArray(text).replace('\'', '"') + "]").array().at(0);
}

Question question(const char* name, const char* body, const char* part, const char* answer, const char* needs = "")
{
    return {name, needs, parsed(body).toObject(), part, parsed(answer)};
}

const QList<Question>& questions()
{
    static const QList<Question> all{
        question("the day",
                 "{'kind':'summary','metrics':['visitors','visits','pageviews','events','bounce_rate','views_per_visit'"
                 ",'visit_duration']}",
                 "metrics",
                 "{'visitors':3,'visits':4,'pageviews':6,'events':8,'bounce_rate':0.5,'views_per_visit':1.5,'visit_"
                 "duration':405}"),
        question("pages",
                 "{'kind':'breakdown','property':'page','metrics':['visitors','pageviews'],'filters':[{'property':'"
                 "kind','op':'is','value':'pageview'}]}",
                 "rows",
                 "[{'value':'/','visitors':2,'pageviews':2},{'value':'/pricing','visitors':2,'pageviews':2},{'value':'/"
                 "docs','visitors':1,'pageviews':1},"
                 "{'value':'/signup','visitors':1,'pageviews':1}]"),
        question(
            "sources", "{'kind':'breakdown','property':'source','metrics':['visits']}", "rows",
            "[{'value':'Direct / None','visits':2},{'value':'news','visits':1},{'value':'news.example','visits':1}]"),
        question("campaigns",
                 "{'kind':'breakdown','property':'utm_campaign','metrics':['visits'],'filters':[{'property':'utm_"
                 "campaign','op':'is_set'}]}",
                 "rows", "[{'value':'spring','visits':1}]"),
        question("browsers", "{'kind':'breakdown','property':'browser','metrics':['visitors']}", "rows",
                 "[{'value':'Chrome','visitors':1},{'value':'Firefox','visitors':1},{'value':'Safari','visitors':1}]",
                 "browser"),
        question("events",
                 "{'kind':'breakdown','property':'event','metrics':['events'],'filters':[{'property':'kind','op':'is','"
                 "value':'custom'}]}",
                 "rows", "[{'value':'purchase','events':1},{'value':'signed_up','events':1}]"),
        question("conversions",
                 "{'kind':'summary','metrics':['conversions','unique_conversions','conversion_rate'],'goal':{'event':'"
                 "signed_up'}}",
                 "metrics", "{'conversions':1,'unique_conversions':1,'conversion_rate':0.3333333333333333}"),
        question("plans",
                 "{'kind':'breakdown','property':'properties.plan','metrics':['events'],'filters':[{'property':'event',"
                 "'op':'is','value':'signed_up'}]}",
                 "rows", "[{'value':'pro','events':1}]", "properties"),
        question("revenue", "{'kind':'summary','metrics':['revenue'],'goal':{'event':'purchase'}}", "metrics",
                 "{'revenue':{'EUR':'49.90'}}", "revenue"),
    };
    return all;
}

} // namespace

/// The same story, told through every protocol that can tell it, has the same answers (spec routes, last line).
class TestEquivalence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheSame_data()
    {
        QTest::addColumn<int>("protocol");
        for (int i = 0; i < int(test::protocols().size()); ++i)
            QTest::newRow(test::protocols().at(std::size_t(i)).name) << i;
    }
    void tellsTheSame()
    {
        QFETCH(int, protocol);
        const Protocol& told = test::protocols().at(std::size_t(protocol));
        StoryHub hub;
        const std::unique_ptr<Teller> teller = told.teller(hub.source);
        for (const int status : tell(hub, *teller))
            QVERIFY2(status >= 200 && status < 300, QByteArray::number(status).constData());
        for (const Question& question : questions()) {
            if (told.cannot.contains(QLatin1String(question.needs)))
                continue;
            const QJsonObject answer = hub.ask(question.body);
            const QByteArray actual = QJsonDocument(QJsonObject{{u"is"_s, answer.value(QLatin1String(question.part))}})
                                          .toJson(QJsonDocument::Compact);
            const QByteArray expected =
                QJsonDocument(QJsonObject{{u"is"_s, question.answer}}).toJson(QJsonDocument::Compact);
            const QByteArray all =
                answer.contains(QLatin1String(question.part)) ? actual : QJsonDocument(answer).toJson();
            QVERIFY2(actual == expected,
                     QByteArray(question.name + QByteArray(": ") + all + " is not " + expected).constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestEquivalence)
#include "tst_equivalence.moc"
