// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/umami/message.h"

#include "core/charset.h"
#include "ingest/membertext.h"
#include "ingest/umami/kinds.h"
#include "ingest/umami/pageaddress.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace sightglass::ingest::umami {

namespace {

using namespace std::string_view_literals;
using domain::Event;

constexpr std::size_t kHostnameCharacters = 100;
constexpr std::size_t kTitleCharacters = 500;
constexpr std::size_t kTagCharacters = 50;
constexpr std::size_t kScreenCharacters = 11;
constexpr std::size_t kLanguageCharacters = 35;
constexpr std::size_t kUserIdBytes = 1024;
constexpr std::size_t kClassBytes = 255;
constexpr std::array kPlaces{"website"sv, "link"sv, "pixel"sv};

int pixels(std::string_view digits)
{
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() && end == digits.data() + digits.size() && number > 0 ? number : 0;
}

/// "1920x1080"; anything else says nothing.
void applyScreen(Event& event, std::string_view screen)
{
    const std::size_t cross = std::min(screen.find('x'), screen.size());
    const int width = pixels(screen.substr(0, cross));
    const int height = pixels(screen.substr(std::min(cross + 1, screen.size())));
    if (width == 0 || height == 0)
        return;
    event.screenWidth = width;
    event.screenHeight = height;
}

domain::Device deviceNamed(std::string_view name)
{
    const std::string lower = asciiLowered(name);
    return lower == "laptop" ? domain::Device::Desktop : domain::parseDevice(lower).value_or(domain::Device::Unknown);
}

/// What all types of objects have.
class MessageBuilder
{
public:
    MessageBuilder(const domain::Request& request, json::Value payload)
        : m_request(request)
        , m_payload(payload)
    {
    }

    [[nodiscard]] std::variant<Message, Failure> build(Type type)
    {
        takePlace();
        takeSender();
        takePage();
        takePerson();
        takeOverrides();
        applyType(m_message.decoded, m_payload, type, m_message.place);
        if (m_payload.failure())
            return *m_payload.failure();
        return std::move(m_message);
    }

private:
    [[nodiscard]] Event& event() { return m_message.decoded.event; }

    void takePlace()
    {
        std::size_t found = 0;
        for (std::size_t i = 0; i < kPlaces.size(); ++i) {
            const std::string_view id = m_payload.text(kPlaces[i]);
            if (!m_payload.member(kPlaces[i]).exists())
                continue;
            ++found;
            m_message.place = static_cast<Place>(i);
            m_message.placeId = asciiLowered(id);
            if (!isUuid(id))
                m_payload.wrong(kPlaces[i], "is no UUID");
        }
        if (found != 1)
            m_payload.wrong("website", "or link or pixel, exactly one of them, says where the event belongs");
    }

    void takeSender()
    {
        event().protocol = domain::Protocol::Umami;
        event().route = m_request.route;
        event().receivedAt = m_request.receivedAt;
        m_message.decoded.userAgent = domain::header(m_request.headers, "User-Agent");
        m_message.decoded.acceptLanguage = domain::header(m_request.headers, "Accept-Language");
        m_message.decoded.address = m_request.clientAddress;
        m_message.decoded.browserExpected = true;
    }

    void takePage()
    {
        m_message.hostname = m_payload.text("hostname", kHostnameCharacters);
        m_message.url = m_payload.text("url");
        m_message.referrer = m_payload.text("referrer");
        event().title = firstCharacters(event(), decodedTitle(m_payload.text("title")), kTitleCharacters);
        applyScreen(event(), m_payload.text("screen", kScreenCharacters));
        event().locale = m_payload.text("language", kLanguageCharacters);
    }

    void takePerson()
    {
        event().userId = comparableUserId(idText(event(), m_payload.member("id"), kUserIdBytes));
        if (const std::string_view tag = m_payload.text("tag", kTagCharacters); !tag.empty())
            event().properties.push_back({"tag", std::string(tag)});
    }

    /// What the sender says of the visitor in place of what its request says. Address and agent are believed of trusted
    /// senders only: anybody could name anybody else's.
    void takeOverrides()
    {
        takeIfTrusted("ip", m_message.decoded.address);
        takeIfTrusted("userAgent", m_message.decoded.userAgent);
        event().browser = memberText(event(), m_payload.text("browser"), kClassBytes);
        event().os = memberText(event(), m_payload.text("os"), kClassBytes);
        event().device = deviceNamed(m_payload.text("device"));
    }

    void takeIfTrusted(std::string_view name, std::string& out)
    {
        const std::string_view stated = m_payload.text(name);
        if (!stated.empty() && domain::isTrustedSender(m_request))
            out = stated;
        else if (!stated.empty())
            domain::addWarning(event(), domain::Warning::SenderNotTrusted);
    }

    const domain::Request& m_request;
    PayloadReader m_payload;
    Message m_message;
};

} // namespace

std::variant<Message, Failure> readMessage(const domain::Request& request, json::Value object)
{
    if (!object.isObject())
        return Failure{"", "is no object"};
    const auto type = parseType(object.find("type").text());
    if (!type)
        return Failure{"type", "is none of event, identify, performance, engagement, error"};
    const json::Value payload = object.find("payload");
    if (!payload.isObject())
        return Failure{"payload", "is no object"};
    auto read = MessageBuilder(request, payload).build(*type);
    if (auto* const message = std::get_if<Message>(&read))
        message->decoded.event.raw = rawMessage(object);
    return read;
}

domain::DecodedEvent eventFor(Message message, const domain::SourceEntry& entry)
{
    Event& event = message.decoded.event;
    fillPage(event, message.url, message.hostname, domain::AddressRules::of(entry));
    if (event.kind == domain::Kind::Pageview && event.hostname.empty())
        event.hostname = domain::kNoHost;
    fillReferrer(event, message.referrer);
    if (message.place == Place::Link)
        event.linkId = message.placeId;
    if (message.place == Place::Pixel)
        event.pixelId = message.placeId;
    return std::move(message.decoded);
}

} // namespace sightglass::ingest::umami
