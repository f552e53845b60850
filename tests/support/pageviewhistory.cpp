// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pageviewhistory.h"

#include "core/jsonwriter.h"
#include "core/timetext.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <random>
#include <string>

namespace sightglass::test {

namespace {

using domain::Event;
using std::chrono::milliseconds;

constexpr int kPaths = 300;
constexpr int kReferrers = 40;
constexpr int kViewsAVisitor = 4;
constexpr int kDayMs = 86'400'000;

struct Browser
{
    const char* name;
    const char* version;
    const char* os;
    const char* osVersion;
    domain::Device device;
    int width;
    int height;
};
using domain::Device;
constexpr std::array kBrowsers{Browser{"Chrome", "141", "Windows", "10", Device::Desktop, 1920, 1080},
                               Browser{"Safari", "18.5", "iOS", "18.5", Device::Mobile, 390, 844},
                               Browser{"Chrome Mobile", "141", "Android", "15", Device::Mobile, 412, 915},
                               Browser{"Safari", "18.5", "macOS", "10.15", Device::Desktop, 1512, 982},
                               Browser{"Firefox", "143", "Linux", "", Device::Desktop, 2560, 1440},
                               Browser{"Edge", "141", "Windows", "10", Device::Desktop, 1536, 864},
                               Browser{"Safari", "18.5", "iPadOS", "18.5", Device::Tablet, 820, 1180},
                               Browser{"Firefox", "143", "Windows", "10", Device::Desktop, 1366, 768},
                               Browser{"Samsung Internet", "28", "Android", "14", Device::Mobile, 360, 800},
                               Browser{"Opera", "122", "Windows", "11", Device::Desktop, 1440, 900},
                               Browser{"Chrome", "140", "macOS", "10.15", Device::Desktop, 1680, 1050},
                               Browser{"Chrome Mobile", "140", "Android", "13", Device::Mobile, 384, 854}};

struct Place
{
    const char* timezone;
    const char* country;
    const char* locale;
};
constexpr std::array kPlaces{Place{"Europe/Berlin", "DE", "de-DE"},       Place{"Europe/Oslo", "NO", "nb-NO"},
                             Place{"Europe/London", "GB", "en-GB"},       Place{"Europe/Paris", "FR", "fr-FR"},
                             Place{"Europe/Zurich", "CH", "de-CH"},       Place{"America/New_York", "US", "en-US"},
                             Place{"America/Los_Angeles", "US", "en-US"}, Place{"Europe/Rome", "IT", "it-IT"},
                             Place{"Asia/Tokyo", "JP", "ja-JP"},          Place{"Australia/Sydney", "AU", "en-AU"},
                             Place{"America/Sao_Paulo", "BR", "pt-BR"},   Place{"Europe/Vienna", "AT", "de-AT"}};

constexpr const char* kWords[] = {"guide", "winter", "maps", "trail", "alpine", "pricing", "update", "offline",
                                  "coast", "summer", "hut",  "route", "safety", "packing", "ridge",  "valley"};

/// The standard's distributions differ between libraries; these do not.
class Dice
{
public:
    explicit Dice(std::uint32_t seed)
        : m_random(seed)
    {
    }
    std::uint64_t bits() { return m_random(); }
    int below(int end) { return static_cast<int>(m_random() % static_cast<std::uint64_t>(end)); }
    double chance() { return static_cast<double>(m_random() >> 11) * 0x1p-53; }
    /// The n-th is n times rarer than the first (Zipf).
    int popular(int end) { return std::min(end - 1, static_cast<int>(std::pow(end + 1, chance())) - 1); }
    double exponential(double mean) { return -mean * std::log(1.0 - chance()); }
    std::string uuid()
    {
        const std::uint64_t a = bits();
        const std::uint64_t b = bits();
        std::array<char, 37> text{};
        std::snprintf(text.data(), text.size(), "%08x-%04x-4%03x-%04x-%012llx", static_cast<unsigned>(a >> 32),
                      static_cast<unsigned>((a >> 16) & 0xffff), static_cast<unsigned>(a & 0xfff),
                      static_cast<unsigned>(0x8000 | ((b >> 48) & 0x3fff)),
                      static_cast<unsigned long long>(b & 0xffffffffffff));
        return text.data();
    }

private:
    std::mt19937_64 m_random;
};

std::string pathOf(int number)
{
    if (number == 0)
        return "/";
    const auto word = [](int i) { return std::string(kWords[i % 16]); };
    return "/" + word(number) + "/" + word(number / 3 + 5) + "-" + word(number / 16) + "-" + std::to_string(number);
}

std::string titleOf(int number)
{
    std::string title = kWords[number % 16];
    title[0] = static_cast<char>(title[0] - 'a' + 'A');
    return title + " and " + kWords[(number / 3 + 5) % 16] + " " + std::to_string(number) + " – Kestrel Maps";
}

std::string userAgentOf(const Browser& browser)
{
    return std::string("Mozilla/5.0 (") + browser.os + " " + browser.osVersion +
           ") AppleWebKit/537.36 (KHTML, like Gecko) " + browser.name + "/" + browser.version + ".0.0.0 Safari/537.36";
}

class Day
{
public:
    explicit Day(const PageViewDay& plan)
        : m_plan(plan)
        , m_dice(plan.seed)
    {
    }

    std::vector<Event> make()
    {
        m_events.reserve(static_cast<std::size_t>(m_plan.views));
        while (m_events.size() < static_cast<std::size_t>(m_plan.views))
            visitor();
        std::stable_sort(m_events.begin(), m_events.end(),
                         [](const Event& a, const Event& b) { return a.receivedAt < b.receivedAt; });
        for (std::size_t i = 0; i < m_events.size(); ++i)
            m_events[i].seq = EventSeq(static_cast<std::int64_t>(i + 1));
        return std::move(m_events);
    }

private:
    void visitor()
    {
        const Browser& browser =
            kBrowsers[static_cast<std::size_t>(m_dice.popular(static_cast<int>(kBrowsers.size())))];
        const Place& place = kPlaces[static_cast<std::size_t>(m_dice.popular(static_cast<int>(kPlaces.size())))];
        Event event = visitorEvent(browser, place);
        const std::string address =
            "203." + std::to_string(m_dice.below(256)) + "." + std::to_string(m_dice.below(256)) + ".0";
        const milliseconds wrong(m_dice.below(4000) - 2000);
        TimePoint at = m_plan.day + milliseconds(m_dice.below(kDayMs * 9 / 10));
        const int views = 1 + static_cast<int>(m_dice.exponential(kViewsAVisitor - 0.5));
        const std::string from = m_dice.chance() < 0.4 ? std::string() : referrer(m_dice.popular(kReferrers));
        event.referrer = from;
        for (int i = 0; i < views && m_events.size() < static_cast<std::size_t>(m_plan.views); ++i) {
            at += milliseconds(i == 0 ? 0 : 1500 + static_cast<int>(m_dice.exponential(45'000)));
            if (at >= m_plan.day + milliseconds(kDayMs - 60'000))
                break;
            view(event, at, wrong);
            if (m_plan.withRaw)
                event.raw = rawOf(event, userAgentOf(browser), address);
            m_events.push_back(event);
            if (m_plan.internalReferrers)
                event.referrer = event.url;
        }
    }

    Event visitorEvent(const Browser& browser, const Place& place)
    {
        Event event;
        event.source = SourceId(1);
        event.route = "segment.page";
        event.kind = domain::Kind::Pageview;
        event.name = "pageview";
        event.visitorBasis = domain::VisitorBasis::Client;
        event.visitor = m_dice.bits();
        event.anonymousId = m_dice.uuid();
        event.idSpace = "segment";
        event.hostname = "kestrelmaps.example";
        event.browser = browser.name;
        event.browserVersion = browser.version;
        event.os = browser.os;
        event.osVersion = browser.osVersion;
        event.device = browser.device;
        event.screenWidth = browser.width;
        event.screenHeight = browser.height;
        event.timezone = place.timezone;
        event.country = place.country;
        event.locale = place.locale;
        event.language = event.locale.substr(0, 2);
        event.libraryName = "analytics.js";
        event.libraryVersion = "npm:next-1.81.0";
        return event;
    }

    void view(Event& event, TimePoint at, milliseconds wrong)
    {
        const int page = m_dice.popular(kPaths);
        const milliseconds queued(1 + static_cast<int>(m_dice.exponential(8)));
        const milliseconds travelled(15 + static_cast<int>(m_dice.exponential(60)));
        event.path = pathOf(page);
        event.title = titleOf(page);
        event.url = "https://kestrelmaps.example" + event.path;
        const std::size_t host = event.referrer.find("//");
        event.referrerHost = host == std::string::npos
                                 ? std::string()
                                 : event.referrer.substr(host + 2, event.referrer.find('/', host + 2) - host - 2);
        event.statedAt = at + wrong;
        event.sentAt = *event.statedAt + queued;
        event.receivedAt = at + queued + travelled;
        event.timestamp = event.eventTime = event.receivedAt - queued;
        event.messageId = m_dice.uuid();
        if (m_plan.timesInMessageIds)
            event.messageId = "ajs-next-" + std::to_string(toMs(*event.statedAt)) + "-" + event.messageId;
    }

    static std::string referrer(int number)
    {
        return "https://" + std::string(kWords[number % 16]) + std::to_string(number) + ".example/" +
               kWords[(number / 2) % 16];
    }

    static void writePage(json::Writer& writer, const Event& event)
    {
        writer.openObject();
        writer.member("path", event.path);
        writer.member("referrer", event.referrer);
        writer.member("search", std::string_view());
        writer.member("title", event.title);
        writer.member("url", event.url);
        writer.closeObject();
    }

    static std::string rawOf(const Event& event, const std::string& userAgent, const std::string& address)
    {
        std::string out;
        json::Writer writer(out);
        writer.openObject();
        writer.member("type", std::string_view("page"));
        writer.member("timestamp", formatTime(*event.statedAt));
        writer.member("messageId", event.messageId);
        writer.member("anonymousId", event.anonymousId);
        writer.key("properties");
        writePage(writer, event);
        writer.key("context");
        writer.openObject();
        writer.key("page");
        writePage(writer, event);
        writer.member("userAgent", userAgent);
        writer.member("locale", event.locale);
        writer.key("library");
        writer.openObject();
        writer.member("name", event.libraryName);
        writer.member("version", event.libraryVersion);
        writer.closeObject();
        writer.member("timezone", event.timezone);
        writer.key("screen");
        writer.openObject();
        writer.member("width", std::int64_t{event.screenWidth});
        writer.member("height", std::int64_t{event.screenHeight});
        writer.closeObject();
        writer.member("ip", address);
        writer.closeObject();
        writer.key("integrations");
        writer.openObject();
        writer.closeObject();
        writer.member("sentAt", formatTime(*event.sentAt));
        writer.member("channel", std::string_view("client"));
        writer.closeObject();
        return out;
    }

    const PageViewDay& m_plan;
    Dice m_dice;
    std::vector<Event> m_events;
};

} // namespace

std::vector<Event> pageViews(const PageViewDay& plan)
{
    return Day(plan).make();
}

} // namespace sightglass::test
