// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/goatcounter/hit.h"

#include "core/utf8.h"
#include "domain/pageaddress.h"
#include "domain/request.h"
#include "ingest/goatcounter/pagepath.h"
#include "ingest/membertext.h"

#include <array>
#include <charconv>
#include <cmath>

namespace sightglass::ingest::goatcounter {

namespace {

using domain::Event;

constexpr std::size_t kPathBytes = 2048;
constexpr std::size_t kTitleBytes = 1024;
constexpr std::size_t kReferrerBytes = 2048;
constexpr std::size_t kCampaignBytes = 255;
constexpr double kMaxPixels = 100'000;

/// The script's own tests, by number.
constexpr int kFirstScriptBot = 150;
constexpr std::array<std::string_view, 4> kScriptBots{"phantom", "nightmare", "selenium", "webdriver"};

std::optional<Failure> applyBot(Event& event, std::string_view text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isNumber = text.empty() || (error == std::errc() && end == text.data() + text.size());
    const int index = number - kFirstScriptBot;
    if (isNumber && number == 0)
        return std::nullopt;
    if (!isNumber || index < 0 || index >= static_cast<int>(kScriptBots.size()))
        return Failure{400, "bad_bot", "bot: is no number of a test that the script makes"};
    const std::string_view name = kScriptBots[static_cast<std::size_t>(index)];
    event.bot.rule = "headless:" + std::string(name);
    event.bot.reason = "The page's script saw " + std::string(name);
    return std::nullopt;
}

/// The next number of a list; 0 when it is none.
int takePixels(std::string_view& list)
{
    const std::size_t end = std::min(list.find(','), list.size());
    double number = 0;
    std::from_chars(list.data(), list.data() + end, number);
    list.remove_prefix(std::min(end + 1, list.size()));
    return number > 0 && number <= kMaxPixels ? static_cast<int>(std::lround(number)) : 0;
}

std::string campaignText(Event& event, std::string_view query, std::string_view name)
{
    return memberText(event, queryText(event, query, name), kCampaignBytes);
}

/// Names of campaign members that only this protocol knows (spec drop-in-apis §5.1 `q`).
void applyCampaign(Event& event, std::string_view query)
{
    if (event.sourceParam.empty())
        event.sourceParam = campaignText(event, query, "src");
    if (event.utmCampaign.empty())
        event.utmCampaign = campaignText(event, query, "campaign");
}

void applyPage(Event& event, const Hit& hit, const domain::SourceEntry& entry)
{
    const std::string_view query = std::string_view(hit.query).substr(hit.query.starts_with('?') ? 1 : 0);
    const PagePath page = pagePath(hit.path);
    std::string address = hit.site + page.path + '?' + std::string(query);
    if (!page.query.empty())
        address.append(query.empty() ? "" : "&").append(page.query);
    if (!domain::applyPageAddress(event, address, domain::AddressRules::of(entry)))
        domain::addWarning(event, domain::Warning::AddressUnusable);
    if (!page.kept.empty())
        event.path += '?' + page.kept;
    if (event.hostname.empty())
        event.hostname = domain::kNoHost;
    applyCampaign(event, query);
}

} // namespace

std::string queryText(Event& event, std::string_view query, std::string_view name)
{
    std::string text = domain::queryMember(query, name).value_or(std::string());
    if (isUtf8(text))
        return text;
    domain::addWarning(event, domain::Warning::TextRepaired);
    return repairUtf8(text);
}

std::optional<Failure> applyHit(Event& event, const Hit& hit, const domain::SourceEntry& entry)
{
    if (hit.path.size() > kPathBytes)
        return Failure{400, "path_too_long", "path: is longer than 2048 bytes"};
    event.kind = hit.isEvent ? domain::Kind::Custom : domain::Kind::Pageview;
    event.name =
        hit.isEvent ? eventName(memberText(event, hit.path, kPathBytes)) : std::string(domain::name(event.kind));
    if (event.name.empty() || memberText(event, hit.path, kPathBytes).empty())
        return Failure{400, "no_path", "path: cannot be empty"};
    if (auto failure = applyBot(event, hit.bot))
        return failure;
    event.title = memberText(event, hit.title, kTitleBytes);
    if (!hit.isEvent)
        applyPage(event, hit, entry);
    domain::applyReferrer(event, memberText(event, hit.referrer, kReferrerBytes));
    std::string_view size = hit.size;
    event.screenWidth = takePixels(size);
    event.screenHeight = takePixels(size);
    return std::nullopt;
}

bool isTrue(std::string_view text)
{
    return text == "true" || text == "1" || text == "on";
}

} // namespace sightglass::ingest::goatcounter
