// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/plausible/message.h"

#include "core/charset.h"
#include "core/jsonwriter.h"
#include "domain/pageaddress.h"
#include "domain/webaddress.h"
#include "ingest/flatten.h"
#include "ingest/membertext.h"
#include "ingest/plausible/members.h"

#include <algorithm>

namespace sightglass::ingest::plausible {

namespace {

using domain::Event;
using domain::Kind;

constexpr std::size_t kNameCharacters = 120;
constexpr std::size_t kPathBytes = 2000;
constexpr std::size_t kReferrerCharacters = 2000;
constexpr std::size_t kDomains = 100;
constexpr CharSet kBlanks(" \t\r\n\f\v");

Kind kindNamed(std::string_view name)
{
    if (name == "pageview")
        return Kind::Pageview;
    return name == "engagement" ? Kind::Engagement : Kind::Custom;
}

/// One request's decoder; finds everything that is wrong, not only the first thing.
class MessageDecoder
{
public:
    MessageDecoder(const domain::Request& request, json::Value body, json::Parser& nested)
        : m_request(request)
        , m_body(body)
        , m_nested(nested)
    {
    }

    [[nodiscard]] std::variant<Message, Errors> decode()
    {
        takeSender();
        takeName();
        takeAddress();
        takeDomains();
        takeReferrer();
        takeFlags();
        if (auto error = applyProperties(event(), member("p", "props", "m", "meta"), m_nested))
            wrong("props", std::move(*error));
        applyRevenue(event(), member("$", "revenue"), m_nested);
        if (event().kind == Kind::Engagement &&
            !applyEngagement(event(), member("sd", "scroll_depth"), member("e", "engagement_time")))
            wrong("event_name", "an engagement needs scroll_depth or engagement_time");
        if (!m_errors.empty())
            return std::move(m_errors);
        json::appendValue(event().raw, m_body);
        return std::move(m_message);
    }

private:
    [[nodiscard]] Event& event() { return m_message.decoded.event; }
    void wrong(std::string_view field, std::string message) { m_errors.push_back({field, std::move(message)}); }

    /// The first of these names that has a value.
    [[nodiscard]] json::Value member(auto... names) const
    {
        json::Value found;
        ((found.isAbsentOrNull() ? void(found = m_body.find(names)) : void()), ...);
        return found;
    }

    void takeSender()
    {
        Event& e = event();
        e.protocol = domain::Protocol::Plausible;
        e.route = m_request.route;
        e.receivedAt = m_request.receivedAt;
        m_message.decoded.userAgent = domain::header(m_request.headers, "User-Agent");
        m_message.decoded.acceptLanguage = domain::header(m_request.headers, "Accept-Language");
        m_message.decoded.address = m_request.clientAddress;
        m_message.decoded.browserExpected = true;
    }

    void takeName()
    {
        const json::Value value = member("n", "name");
        const std::string text = value.isString() || value.isNumber() ? json::scalarText(value) : std::string();
        const std::string_view name = kBlanks.trim(text);
        if (name.empty())
            wrong("event_name", "can't be blank");
        else if (characterCount(name) > kNameCharacters)
            wrong("event_name", "should be at most 120 character(s)");
        event().kind = kindNamed(name);
        event().name = name;
    }

    void takeAddress()
    {
        const json::Value value = member("u", "url");
        m_message.url = value.isString() ? std::string(kBlanks.trim(value.text())) : std::string();
        if (m_message.url.empty())
            return wrong("url", "can't be blank");
        const auto address = domain::parseWebAddress(m_message.url);
        if (!address)
            return wrong("url", "is not an address with a host, or a path");
        if (address->path.size() > kPathBytes)
            wrong("url", "has a path of more than 2000 bytes");
        m_host = domain::reportHost(address->host);
    }

    void takeDomains()
    {
        const json::Value value = member("d", "domain");
        if (value.isAbsentOrNull())
            addDomain(m_host);
        std::string_view rest = value.text();
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find(','), rest.size());
            addDomain(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        if (m_message.domains.empty())
            wrong("domain", "can't be blank");
        else if (m_message.domains.size() > kDomains)
            wrong("domain", "names more than 100 sites");
    }

    void addDomain(std::string_view text)
    {
        std::string name = asciiLowered(kBlanks.trim(text));
        if (name.starts_with("www."))
            name.erase(0, 4);
        auto& domains = m_message.domains;
        const bool isNew = std::find(domains.begin(), domains.end(), name) == domains.end();
        if (!name.empty() && isNew && domains.size() <= kDomains)
            domains.push_back(std::move(name));
    }

    void takeReferrer()
    {
        const json::Value value = member("r", "referrer");
        if (value.isString())
            m_message.referrer = firstCharacters(event(), value.text(), kReferrerCharacters);
        else if (!value.isAbsentOrNull())
            domain::addWarning(event(), domain::Warning::TypeMismatch);
    }

    void takeFlags()
    {
        const json::Value hash = member("h", "hashMode");
        m_message.keepsFragment = hash.boolean() || hash.integer() == 1;
        const json::Value interactive = member("i", "interactive");
        event().interactive = interactive.type() != json::Type::Bool || interactive.boolean();
        const json::Value version = member("v", "version");
        if (version.type() != json::Type::Integer)
            return;
        event().libraryName = "plausible";
        event().libraryVersion = json::scalarText(version);
    }

    const domain::Request& m_request;
    const json::Value m_body;
    json::Parser& m_nested;
    Message m_message;
    std::string m_host; ///< Of the page, as domains are written; "" without one.
    Errors m_errors;
};

/// Goals with a report of their own that say where they happened (spec plausible §2.2).
bool isAboutAPage(std::string_view name)
{
    return name == "404" || name == "Form: Submission";
}

} // namespace

std::variant<Message, Errors> MessageReader::read(const domain::Request& request)
{
    const auto document = m_body.parse(request.body);
    if (!document || !document->root.isObject())
        return Errors{{"request", "the body is not one JSON object"}};
    return MessageDecoder(request, document->root, m_nested).decode();
}

domain::DecodedEvent eventFor(const Message& message, const domain::SourceEntry& entry)
{
    domain::DecodedEvent out = message.decoded;
    Event& event = out.event;
    domain::AddressRules rules = domain::AddressRules::of(entry);
    rules.keepFragment = message.keepsFragment;
    if (!domain::applyPageAddress(event, message.url, rules))
        domain::addWarning(event, domain::Warning::AddressUnusable);
    if (event.hostname.empty())
        event.hostname = domain::kNoHost;
    domain::applyReferrer(event, message.referrer);
    if (isAboutAPage(event.name) && !findProperty(event.properties, "path"))
        event.properties.push_back({"path", event.path});
    return out;
}

} // namespace sightglass::ingest::plausible
