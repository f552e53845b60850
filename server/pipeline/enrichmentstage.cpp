// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/enrichmentstage.h"

#include "core/charset.h"
#include "core/json.h"
#include "pipeline/privacystage.h"

#include <algorithm>
#include <utility>

namespace sightglass::pipeline {

using domain::Event;

namespace {

char upper(char c)
{
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}
bool isLetterOrDigit(char c)
{
    return isDigit(c) || (asciiLower(c) >= 'a' && asciiLower(c) <= 'z');
}

/// The first language of an Accept-Language header: the one before any comma or quality.
std::string_view firstLanguage(std::string_view header)
{
    header = header.substr(0, header.find_first_of(",;"));
    const std::size_t begin = std::min(header.find_first_not_of(' '), header.size());
    const std::size_t end = header.find_last_not_of(' ');
    return begin >= header.size() ? std::string_view() : header.substr(begin, end - begin + 1);
}

void fill(std::string& member, const std::string& value)
{
    if (member.empty())
        member = value;
}

constexpr std::string_view kSpam = "spam:"; ///< How rules about referrers begin.

/// `context.userAgent` of an event as sent; intake writes the header's there when the sender left it out.
std::string sentUserAgent(std::string_view raw)
{
    if (raw.find("\"userAgent\"") == std::string_view::npos)
        return {};
    json::Parser parser;
    const Expected<json::Document> document = parser.parse(raw);
    return document ? std::string(document->root.find("context").find("userAgent").text()) : std::string();
}

void applyAgent(Event& event, const UserAgent& agent)
{
    if (event.browser.empty()) {
        event.browser = agent.browser;
        fill(event.browserVersion, agent.browserVersion);
    }
    if (event.os.empty()) {
        event.os = agent.os;
        fill(event.osVersion, agent.osVersion);
    }
    if (event.device == domain::Device::Unknown)
        event.device = agent.device;
}

} // namespace

std::string usualTag(std::string_view tag)
{
    std::string out(tag.substr(0, 35));
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= out.size(); ++i) {
        if (i < out.size() && out[i] != '-' && out[i] != '_') {
            if (!isLetterOrDigit(out[i]))
                return {};
            out[i] = asciiLower(out[i]);
            continue;
        }
        const std::size_t length = i - begin;
        if (length == 0 || (begin == 0 && (length < 2 || length > 8)))
            return {};
        if (begin > 0 && length == 2)
            std::transform(out.begin() + std::ptrdiff_t(begin), out.begin() + std::ptrdiff_t(i),
                           out.begin() + std::ptrdiff_t(begin), upper);
        if (begin > 0 && length == 4)
            out[begin] = upper(out[begin]);
        if (i < out.size())
            out[i] = '-';
        begin = i + 1;
    }
    return out;
}

EnrichmentStage::EnrichmentStage(std::shared_ptr<const ReferenceData> data, std::shared_ptr<const GeoLookup> geo)
    : m_data(std::move(data))
    , m_geo(std::move(geo))
    , m_agents(m_data->userAgents())
{
}

void EnrichmentStage::apply(domain::DecodedEvent& decoded, const domain::SourceEntry& entry) const
{
    static const UserAgent nothing;
    const UserAgent& agent = decoded.userAgent.empty() ? nothing : m_agents.find(decoded.userAgent);
    applyAgent(decoded.event, agent);
    applyLanguage(decoded);
    applyPlace(decoded, isStrict(decoded.event, entry.project));
    if (!decoded.event.bot.isBot())
        decoded.event.bot = verdict(agent, decoded.browserExpected, decoded.event.referrerHost);
}

void EnrichmentStage::applyLanguage(domain::DecodedEvent& decoded) const
{
    Event& event = decoded.event;
    if (event.locale.empty() && event.language.empty())
        event.locale = firstLanguage(decoded.acceptLanguage);
    if (!event.locale.empty())
        event.locale = usualTag(event.locale);
    std::string code = usualTag(event.language.empty() ? event.locale : event.language);
    code.erase(std::min(code.find('-'), code.size()));
    event.language = m_data->language(code);
}

void EnrichmentStage::applyPlace(domain::DecodedEvent& decoded, bool strict) const
{
    Event& event = decoded.event;
    const std::string_view zone = m_data->zoneNamed(event.timezone);
    const bool isExact = event.protocol == domain::Protocol::Sierra; // spec sierra §5.7
    if (!event.timezone.empty() && (zone.empty() || (isExact && zone != event.timezone))) {
        event.timezone.clear();
        domain::addWarning(event, domain::Warning::UnknownTimezone);
    }
    if (strict) {
        event.country = m_data->countryOfZone(event.timezone);
        return;
    }
    if (event.country.empty() && m_geo && !decoded.address.empty()) {
        Place place = m_geo->find(decoded.address);
        event.country = std::move(place.country);
        event.region = std::move(place.region);
        event.city = std::move(place.city);
    }
    if (event.country.empty())
        event.country = m_data->countryOfZone(event.timezone);
    std::transform(event.country.begin(), event.country.end(), event.country.begin(), upper);
    if (event.country.size() != 2)
        event.country.clear();
}

domain::BotVerdict EnrichmentStage::verdict(const UserAgent& agent, bool browserExpected,
                                            std::string_view referrerHost) const
{
    if (agent.crawler.isBot())
        return agent.crawler;
    if (browserExpected && agent.automatic.isBot())
        return agent.automatic;
    if (const std::string_view host = m_data->spamHost(referrerHost); !host.empty())
        return {std::string(kSpam) + std::string(host), "Referrer spam (" + std::string(host) + ")"};
    return {};
}

domain::BotVerdict EnrichmentStage::judge(const Event& event) const
{
    const std::string sent = sentUserAgent(event.raw);
    if (!sent.empty()) {
        const UserAgent& agent = m_agents.find(sent);
        const bool wasAutomatic = agent.automatic.isBot() && event.bot.rule == agent.automatic.rule;
        return verdict(agent, wasAutomatic, event.referrerHost);
    }
    const bool isByAgent = event.bot.isBot() && !std::string_view(event.bot.rule).starts_with(kSpam);
    return isByAgent ? event.bot : verdict({}, false, event.referrerHost);
}

} // namespace sightglass::pipeline
