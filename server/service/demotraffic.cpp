// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/demotraffic.h"

#include "domain/request.h"
#include "domain/webaddress.h"
#include "service/demopeople.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace sightglass::service {

namespace {

using namespace std::chrono_literals;
using domain::DecodedEvent;
using domain::Kind;
using std::chrono::milliseconds;

constexpr std::string_view kSite = "https://kestrelmaps.example";
/// Share of a day's visits that begin in each local hour.
constexpr std::array kHours{6, 3, 2, 1, 1, 2, 6, 14, 24, 34, 38, 40, 42, 38, 36, 36, 38, 42, 48, 56, 60, 52, 34, 16};
constexpr std::array kWeekdays{1.0,  0.96, 0.95, 0.98,
                               1.05, 1.3,  1.42}; // Monday first: people plan hikes at the weekend

class Story
{
public:
    explicit Story(const DemoPlan& plan)
        : m_plan(plan)
        , m_dice(plan.seed)
    {
    }

    std::vector<DecodedEvent> tell()
    {
        const int days = m_plan.weeks * 7;
        const auto today = std::chrono::floor<std::chrono::days>(m_plan.now);
        for (int d = days; d >= 0; --d)
            day(TimePoint(today - std::chrono::days(d)), d, 1.0 - 0.35 * d / days);
        std::erase_if(m_events, [this](const DecodedEvent& e) { return *e.event.statedAt >= m_plan.now; });
        std::stable_sort(m_events.begin(), m_events.end(), [](const DecodedEvent& a, const DecodedEvent& b) {
            return *a.event.statedAt < *b.event.statedAt;
        });
        return std::move(m_events);
    }

private:
    void day(TimePoint start, int daysAgo, double growth)
    {
        const std::chrono::weekday weekday{std::chrono::floor<std::chrono::days>(start)};
        m_newsletterDay = daysAgo % 14 == 5;
        m_release = daysAgo > 20 ? "4.11.2" : daysAgo > 3 ? "4.12.0" : "4.12.1";
        const double shape = kWeekdays[weekday.iso_encoding() - 1] * growth * (m_newsletterDay ? 1.3 : 1.0) *
                             (0.92 + 0.16 * chance(m_dice));
        const int visits = static_cast<int>(m_plan.visitsPerDay * shape);
        for (int i = 0; i < visits; ++i)
            visit(visitor(), start);
        for (int i = 0; i < visits / 25; ++i)
            crawl(start);
    }

    DemoPerson& visitor()
    {
        if (m_people.size() > 50 && chance(m_dice) < 0.42) {
            // The best of a few draws by loyalty: some come back often, most never.
            std::size_t best = draw(m_people.size());
            for (int i = 0; i < 3; ++i)
                if (const std::size_t other = draw(m_people.size()); m_people[other].loyalty > m_people[best].loyalty)
                    best = other;
            return m_people[best];
        }
        m_people.push_back(makeDemoPerson(m_dice));
        return m_people.back();
    }

    void visit(DemoPerson& person, TimePoint dayStart)
    {
        const DemoArrival& arrival = drawDemoArrival(m_dice, m_newsletterDay);
        TimePoint at = dayStart + localTime(person.habit.utcOffsetHours);
        std::string_view page = arrival.landing;
        std::string referrer(arrival.referrer);
        std::string query(arrival.campaign);
        for (int depth = 0; depth < 14 && !page.empty(); ++depth) {
            view(person, at, page, referrer, query);
            const milliseconds stay(static_cast<int>(4000 + 110000 * chance(m_dice) * chance(m_dice)));
            engagement(person, at + stay, page, stay);
            act(person, at + stay / 2, page);
            referrer = std::string(kSite) + std::string(page);
            query.clear();
            at += stay + milliseconds(500);
            page = drawNextDemoPage(m_dice, page);
        }
    }

    milliseconds localTime(int utcOffsetHours)
    {
        int total = 0;
        for (const int share : kHours)
            total += share;
        int at = static_cast<int>(chance(m_dice) * total);
        int hour = 0;
        while (hour < 23 && (at -= kHours[static_cast<std::size_t>(hour)]) >= 0)
            ++hour;
        return std::chrono::hours((hour - utcOffsetHours + 24) % 24) +
               milliseconds(static_cast<int>(chance(m_dice) * 3600000));
    }

    void view(const DemoPerson& person, TimePoint at, std::string_view page, const std::string& referrer,
              const std::string& query)
    {
        domain::Event& event = add(person, at, Kind::Pageview, "pageview", page);
        event.referrer = referrer;
        event.referrerHost = hostOf(referrer);
        event.url += query.empty() ? "" : "?" + query;
        event.utmSource = domain::queryMember(query, "utm_source").value_or("");
        event.utmMedium = domain::queryMember(query, "utm_medium").value_or("");
        event.utmCampaign = domain::queryMember(query, "utm_campaign").value_or("");
    }

    static std::string hostOf(const std::string& address)
    {
        const auto parsed = domain::parseWebAddress(address);
        return !parsed || address.starts_with(kSite) ? std::string() : domain::reportHost(parsed->host);
    }

    void engagement(const DemoPerson& person, TimePoint at, std::string_view page, milliseconds stay)
    {
        domain::Event& event = add(person, at, Kind::Engagement, "engagement", page);
        event.engagementMs =
            static_cast<std::int64_t>(static_cast<double>(stay.count()) * (0.5 + 0.5 * chance(m_dice)));
        event.engagementBasis = domain::EngagementBasis::Focused;
        event.scrollDepth = static_cast<int>(20 + 80 * chance(m_dice));
    }

    /// What people do on some pages.
    void act(DemoPerson& person, TimePoint at, std::string_view page)
    {
        if (page == "/welcome" && person.userId.empty())
            signUp(person, at);
        else if (page == "/thanks")
            buy(person, at);
        else if (page == "/download" && chance(m_dice) < 0.6)
            add(person, at, Kind::Custom, "map_downloaded", page).properties = {{"map", std::string("Lofoten")},
                                                                                {"megabytes", std::int64_t(184)}};
        else if (page.starts_with("/trails/") && chance(m_dice) < 0.25)
            add(person, at, Kind::Custom, "trail_saved", page).properties = {{"trail", std::string(demoTitle(page))}};
        if (chance(m_dice) < (m_release == "4.12.1" ? 0.02 : 0.003))
            fail(person, at, page);
    }

    void signUp(DemoPerson& person, TimePoint at)
    {
        person.userId = "kestrel-" + std::to_string(1000 + ++m_signUps);
        domain::Event& identify = add(person, at, Kind::Identify, "identify", "/welcome");
        identify.linkKind = domain::LinkKind::Identify;
        identify.linkedId = person.userId;
        identify.traits = {{"plan", std::string("free")}, {"language", std::string(person.habit.locale.substr(0, 2))}};
        add(person, at + 40ms, Kind::Custom, "signup", "/welcome").properties = {{"plan", std::string("free")}};
    }

    void buy(const DemoPerson& person, TimePoint at)
    {
        const bool yearly = chance(m_dice) < 0.7;
        domain::Event& order = add(person, at, Kind::Custom, "Order Completed", "/thanks");
        order.properties = {{"plan", std::string(yearly ? "Kestrel Pro, yearly" : "Kestrel Pro, monthly")},
                            {"quantity", std::int64_t(1)}};
        order.revenueMinor = yearly ? 2900 : 390;
        order.currency = "EUR";
        if (chance(m_dice) < 0.03) {
            domain::Event& refund = add(person, at + 3h, Kind::Custom, "Order Refunded", "/thanks");
            refund.revenueMinor = -2900;
            refund.currency = "EUR";
        }
    }

    void fail(const DemoPerson& person, TimePoint at, std::string_view page)
    {
        domain::Event& event = add(person, at, Kind::Exception, "exception", page);
        event.exception =
            R"json({"type":"TypeError","value":"Cannot read properties of undefined (reading 'elevation')","handled":false,"level":"error"})json";
    }

    void crawl(TimePoint dayStart)
    {
        DemoPerson crawler = makeDemoPerson(m_dice);
        crawler.habit.userAgent = drawDemoCrawler(m_dice);
        view(crawler, dayStart + localTime(0), chance(m_dice) < 0.5 ? "/" : "/trails", {}, {});
    }

    domain::Event& add(const DemoPerson& person, TimePoint at, Kind kind, std::string_view name, std::string_view page)
    {
        DecodedEvent& decoded = m_events.emplace_back();
        decoded.userAgent = person.habit.userAgent;
        decoded.acceptLanguage = person.habit.locale;
        decoded.browserExpected = true;
        domain::Event& event = decoded.event;
        event.protocol = domain::Protocol::Segment;
        event.route = "segment.track";
        event.kind = kind;
        event.name = name;
        event.messageId = "demo-" + std::to_string(m_plan.seed) + "-" + std::to_string(m_events.size());
        event.statedAt = at;
        event.anonymousId = person.anonymousId;
        event.idSpace = "segment";
        event.userId = person.userId;
        event.url = std::string(kSite) + std::string(page);
        event.hostname = "kestrelmaps.example";
        event.path = page;
        event.title = demoTitle(page);
        event.timezone = person.habit.timezone;
        event.country = person.habit.country;
        event.locale = person.habit.locale;
        event.screenWidth = person.habit.width;
        event.screenHeight = person.habit.height;
        event.appVersion = m_release;
        event.libraryName = "analytics.js";
        return event;
    }

    std::size_t draw(std::size_t below)
    {
        return static_cast<std::size_t>(chance(m_dice) * static_cast<double>(below));
    }

    const DemoPlan& m_plan;
    DemoDice m_dice;
    std::vector<DemoPerson> m_people;
    std::vector<DecodedEvent> m_events;
    std::string m_release;
    bool m_newsletterDay = false;
    int m_signUps = 0;
};

} // namespace

std::vector<DecodedEvent> demoTraffic(const DemoPlan& plan)
{
    return Story(plan).tell();
}

} // namespace sightglass::service
