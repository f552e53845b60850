// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pageaddress.h"

#include "core/charset.h"
#include "core/utf8.h"
#include "domain/request.h"
#include "domain/webaddress.h"

#include <algorithm>
#include <array>

namespace sightglass::domain {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kUrlBytes = 4096;
constexpr std::size_t kPathBytes = 2000;
constexpr std::size_t kReferrerBytes = 2000;
constexpr std::size_t kCampaignBytes = 255;

/// Spec metrics §4.
constexpr std::array kClickParameters{"gclid"sv,  "gbraid"sv, "wbraid"sv, "dclid"sv,    "msclkid"sv,
                                      "fbclid"sv, "ttclid"sv, "twclid"sv, "li_fat_id"sv};

std::string cut(Event& event, std::string text, std::size_t bytes)
{
    if (text.size() <= bytes)
        return text;
    addWarning(event, Warning::TextCut);
    text.resize(cutUtf8(text, bytes).size());
    return text;
}

std::string_view withoutBlanks(std::string_view text)
{
    constexpr CharSet blanks(" \t\r\n\f\v");
    return blanks.trim(text);
}

bool isUuid(std::string_view text)
{
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : "0123456789abcdefABCDEF"sv.find(text[i]) == std::string_view::npos)
            return false;
    }
    return true;
}

/// Where a campaign member of an address goes; null when it is none.
std::string* campaignMember(Event& event, std::string_view name)
{
    if (name == "utm_source")
        return &event.utmSource;
    if (name == "utm_medium")
        return &event.utmMedium;
    if (name == "utm_campaign")
        return &event.utmCampaign;
    if (name == "utm_content")
        return &event.utmContent;
    return name == "utm_term" ? &event.utmTerm : nullptr;
}

/// Reads the members of an address's query that reports use, and keeps their text for `url`.
class QueryReader
{
public:
    QueryReader(Event& event, const AddressRules& rules)
        : m_event(event)
        , m_rules(rules)
    {
    }

    void read(std::string_view query)
    {
        while (!query.empty()) {
            const std::size_t end = std::min(query.find('&'), query.size());
            readMember(query.substr(0, end));
            query.remove_prefix(std::min(end + 1, query.size()));
        }
        m_event.sourceParam = m_source.empty() ? m_ref : m_source;
    }
    [[nodiscard]] const std::string& kept() const { return m_kept; }

private:
    void readMember(std::string_view member)
    {
        const std::size_t eq = std::min(member.find('='), member.size());
        const std::string name = percentDecode(member.substr(0, eq), true);
        const auto click = std::find(kClickParameters.begin(), kClickParameters.end(), name);
        std::string* const campaign = campaignMember(m_event, name);
        if (click == kClickParameters.end() && !campaign && name != "source" && name != "ref")
            return;
        std::string value = percentDecode(member.substr(std::min(eq + 1, member.size())), true);
        if (!isUtf8(value)) {
            value = repairUtf8(value);
            addWarning(m_event, Warning::TextRepaired);
        }
        std::erase(value, '\0');
        value = withoutBlanks(value);
        if (value.empty())
            return;
        if (click != kClickParameters.end())
            readClickId(*click, std::move(value), member);
        else
            readCampaign(name, cut(m_event, std::move(value), kCampaignBytes), campaign, member);
    }

    void readClickId(std::string_view kind, std::string value, std::string_view member)
    {
        if (m_event.clickIdKind.empty())
            m_event.clickIdKind = kind;
        if (!m_rules.storeClickIds)
            return;
        m_event.clickIds.emplace_back(kind, value);
        keep(std::string(kind), std::move(value), member);
    }

    void readCampaign(const std::string& name, std::string value, std::string* campaign, std::string_view member)
    {
        if (!campaign && name == "ref" && isUuid(value)) // another visitor's id (spec routes §3 "campaign")
            return;
        std::string& target = campaign ? *campaign : name == "ref" ? m_ref : m_source;
        if (target.empty())
            target = value;
        keep(name, std::move(value), member);
    }

    void keep(std::string name, std::string value, std::string_view member)
    {
        const auto same = [&name](const auto& entry) { return entry.first == name; };
        if (std::any_of(m_event.query.begin(), m_event.query.end(), same))
            return;
        m_kept += m_kept.empty() ? '?' : '&';
        m_kept += member;
        m_event.query.emplace_back(std::move(name), std::move(value));
    }

    Event& m_event;
    const AddressRules& m_rules;
    std::string m_source;
    std::string m_ref;
    std::string m_kept;
};

bool isLocal(std::string_view host)
{
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]" || host.ends_with(".localhost");
}

} // namespace

bool applyPageAddress(Event& event, std::string_view text, const AddressRules& rules)
{
    const auto address = parseWebAddress(text);
    if (!address)
        return false;
    QueryReader query(event, rules);
    query.read(address->query);
    std::string path = reportPath(address->path, rules.keepTrailingSlash);
    if (rules.keepFragment && !address->fragment.empty())
        path.append("#").append(address->fragment);
    event.path = cut(event, std::move(path), kPathBytes);
    if (address->host.empty())
        return true;
    event.hostname = reportHost(address->host);
    std::string url;
    url.reserve(address->scheme.size() + address->host.size() + address->path.size() + address->query.size() + 12);
    url.append(address->scheme).append("://").append(address->host);
    if (!address->port.empty())
        url.append(":").append(address->port);
    url.append(address->path);
    if (!rules.storeFullUrl)
        url.append(query.kept());
    else if (!address->query.empty())
        url.append("?").append(address->query);
    event.url = cut(event, std::move(url), kUrlBytes);
    return true;
}

bool isClickParameter(std::string_view name)
{
    return std::find(kClickParameters.begin(), kClickParameters.end(), name) != kClickParameters.end();
}

void applyReferrer(Event& event, std::string_view text)
{
    event.referrer.clear();
    event.referrerHost.clear();
    text = withoutBlanks(text);
    if (text.empty() || text == "$direct")
        return;
    const auto address = parseWebAddress(text);
    std::string host = address ? reportHost(address->host) : std::string();
    if (isLocal(host) || (!host.empty() && host == event.hostname))
        return;
    event.referrer = cut(event, std::string(text), kReferrerBytes);
    event.referrerHost = std::move(host);
}

} // namespace sightglass::domain
