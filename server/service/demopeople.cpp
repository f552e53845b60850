// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/demopeople.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace sightglass::service {

namespace {

struct Place
{
    std::string_view timezone, country, locale;
    int utcOffsetHours;
    int weight;
};

constexpr std::array kPlaces{
    Place{"Europe/Berlin", "DE", "de-DE", 1, 24},       Place{"Europe/Oslo", "NO", "nb-NO", 1, 14},
    Place{"Europe/Stockholm", "SE", "sv-SE", 1, 9},     Place{"Europe/London", "GB", "en-GB", 0, 12},
    Place{"Europe/Paris", "FR", "fr-FR", 1, 7},         Place{"Europe/Zurich", "CH", "de-CH", 1, 6},
    Place{"Europe/Vienna", "AT", "de-AT", 1, 5},        Place{"America/New_York", "US", "en-US", -5, 9},
    Place{"America/Los_Angeles", "US", "en-US", -8, 5}, Place{"Europe/Rome", "IT", "it-IT", 1, 4},
    Place{"Asia/Tokyo", "JP", "ja-JP", 9, 2},           Place{"Australia/Sydney", "AU", "en-AU", 10, 2},
    Place{"America/Sao_Paulo", "BR", "pt-BR", -3, 1}};

struct Browser
{
    std::string_view userAgent;
    int width, height, weight;
};

constexpr std::array kBrowsers{
    Browser{"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 "
            "Safari/537.36",
            1920, 1080, 26},
    Browser{"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/18.5 Mobile/15E148 Safari/604.1",
            390, 844, 24},
    Browser{"Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile "
            "Safari/537.36",
            412, 915, 18},
    Browser{"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 "
            "Safari/605.1.15",
            1512, 982, 12},
    Browser{"Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", 2560, 1440, 8},
    Browser{"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 "
            "Safari/537.36 Edg/141.0.0.0",
            1536, 864, 7},
    Browser{"Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 "
            "Mobile/15E148 Safari/604.1",
            820, 1180, 5}};

constexpr std::array kArrivals{
    DemoArrival{"", "", "/", 30},
    DemoArrival{"", "", "/trails", 8},
    DemoArrival{"https://www.google.com/", "", "/", 14},
    DemoArrival{"https://www.google.com/", "", "/trails/lofoten-crossing", 10},
    DemoArrival{"https://www.google.com/", "", "/trails/tour-du-mont-blanc", 8},
    DemoArrival{"https://duckduckgo.com/", "", "/trails", 5},
    DemoArrival{"https://www.bing.com/", "", "/", 3},
    DemoArrival{"https://chatgpt.com/", "", "/trails/lofoten-crossing", 5},
    DemoArrival{"https://wandern-forum.example/t/karten", "", "/docs/offline-maps", 5},
    DemoArrival{"https://mastodon.social/", "", "/blog/winter-layers", 3},
    DemoArrival{"https://www.reddit.com/r/Ultralight/", "", "/blog/winter-layers", 3},
    DemoArrival{"https://www.google.com/", "utm_source=google&utm_medium=cpc&utm_campaign=maps-brand", "/pricing", 4},
    DemoArrival{"https://l.instagram.com/", "utm_source=instagram&utm_medium=paid_social&utm_campaign=autumn-light",
                "/trails", 3},
    DemoArrival{"", "utm_source=newsletter&utm_medium=email&utm_campaign=spring", "/blog/winter-layers", 2}};
constexpr std::size_t kNewsletter = kArrivals.size() - 1;

struct Step
{
    std::string_view from, to;
    int weight;
};

/// "" is leaving.
constexpr std::array kSteps{Step{"/", "/trails", 34},
                            Step{"/", "/pricing", 14},
                            Step{"/", "/download", 8},
                            Step{"/", "/blog/winter-layers", 6},
                            Step{"/", "", 38},
                            Step{"/trails", "/trails/lofoten-crossing", 26},
                            Step{"/trails", "/trails/tour-du-mont-blanc", 20},
                            Step{"/trails", "/pricing", 10},
                            Step{"/trails", "", 44},
                            Step{"/trails/lofoten-crossing", "/download", 16},
                            Step{"/trails/lofoten-crossing", "/pricing", 14},
                            Step{"/trails/lofoten-crossing", "/trails", 12},
                            Step{"/trails/lofoten-crossing", "", 58},
                            Step{"/trails/tour-du-mont-blanc", "/download", 14},
                            Step{"/trails/tour-du-mont-blanc", "/pricing", 16},
                            Step{"/trails/tour-du-mont-blanc", "", 70},
                            Step{"/pricing", "/signup", 22},
                            Step{"/pricing", "/docs/offline-maps", 10},
                            Step{"/pricing", "/", 8},
                            Step{"/pricing", "", 60},
                            Step{"/signup", "/welcome", 46},
                            Step{"/signup", "", 54},
                            Step{"/welcome", "/checkout", 40},
                            Step{"/welcome", "/trails", 25},
                            Step{"/welcome", "", 35},
                            Step{"/checkout", "/thanks", 62},
                            Step{"/checkout", "", 38},
                            Step{"/thanks", "/download", 40},
                            Step{"/thanks", "", 60},
                            Step{"/download", "/docs/offline-maps", 24},
                            Step{"/download", "", 76},
                            Step{"/docs/offline-maps", "/pricing", 12},
                            Step{"/docs/offline-maps", "/download", 16},
                            Step{"/docs/offline-maps", "", 72},
                            Step{"/blog/winter-layers", "/trails", 18},
                            Step{"/blog/winter-layers", "/", 10},
                            Step{"/blog/winter-layers", "", 72}};

constexpr std::array kTitles{
    std::pair<std::string_view, std::string_view>{"/", "Kestrel Maps"},
    std::pair<std::string_view, std::string_view>{"/trails", "Trails"},
    std::pair<std::string_view, std::string_view>{"/trails/lofoten-crossing", "Lofoten Crossing"},
    std::pair<std::string_view, std::string_view>{"/trails/tour-du-mont-blanc", "Tour du Mont Blanc"},
    std::pair<std::string_view, std::string_view>{"/pricing", "Pricing"},
    std::pair<std::string_view, std::string_view>{"/signup", "Sign up"},
    std::pair<std::string_view, std::string_view>{"/welcome", "Welcome"},
    std::pair<std::string_view, std::string_view>{"/checkout", "Checkout"},
    std::pair<std::string_view, std::string_view>{"/thanks", "Thank you"},
    std::pair<std::string_view, std::string_view>{"/download", "Download"},
    std::pair<std::string_view, std::string_view>{"/docs/offline-maps", "Offline maps"},
    std::pair<std::string_view, std::string_view>{"/blog/winter-layers", "Winter layers"}};

constexpr std::array<std::string_view, 4> kCrawlers{
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)"};

template <typename Rows> const auto& drawWeighted(DemoDice& dice, const Rows& rows)
{
    int total = 0;
    for (const auto& row : rows)
        total += row.weight;
    int at = static_cast<int>(chance(dice) * total);
    for (const auto& row : rows) {
        at -= row.weight;
        if (at < 0)
            return row;
    }
    return rows.back();
}

std::string uuid(DemoDice& dice)
{
    std::array<char, 37> text{};
    std::snprintf(text.data(), text.size(), "%08x-%04x-4%03x-a%03x-%06x%06x", static_cast<unsigned>(dice()),
                  static_cast<unsigned>(dice()) & 0xffff, static_cast<unsigned>(dice()) & 0xfff,
                  static_cast<unsigned>(dice()) & 0xfff, static_cast<unsigned>(dice()) & 0xffffff,
                  static_cast<unsigned>(dice()) & 0xffffff);
    return text.data();
}

} // namespace

// The standard's distributions differ between libraries; this does not, so the demo is the same everywhere.
double chance(DemoDice& dice)
{
    return static_cast<double>(dice()) / 4294967296.0;
}

DemoPerson makeDemoPerson(DemoDice& dice)
{
    const Place& place = drawWeighted(dice, kPlaces);
    const Browser& browser = drawWeighted(dice, kBrowsers);
    DemoPerson person;
    person.anonymousId = uuid(dice);
    person.habit = {place.timezone,    place.country, place.locale,  place.utcOffsetHours,
                    browser.userAgent, browser.width, browser.height};
    const double c = chance(dice);
    person.loyalty = c * c * c;
    return person;
}

const DemoArrival& drawDemoArrival(DemoDice& dice, bool newsletterDay)
{
    if (newsletterDay && chance(dice) < 0.25)
        return kArrivals[kNewsletter];
    return drawWeighted(dice, kArrivals);
}

std::string_view drawNextDemoPage(DemoDice& dice, std::string_view page)
{
    std::vector<Step> next;
    std::copy_if(kSteps.begin(), kSteps.end(), std::back_inserter(next),
                 [page](const Step& step) { return step.from == page; });
    return next.empty() ? std::string_view() : drawWeighted(dice, next).to;
}

std::string_view demoTitle(std::string_view page)
{
    const auto found =
        std::find_if(kTitles.begin(), kTitles.end(), [page](const auto& title) { return title.first == page; });
    return found == kTitles.end() ? std::string_view() : found->second;
}

std::string_view drawDemoCrawler(DemoDice& dice)
{
    return kCrawlers[static_cast<std::size_t>(chance(dice) * kCrawlers.size())];
}

} // namespace sightglass::service
