// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/openmetrics/requestdecoder.h"

#include "core/jsonwriter.h"
#include "domain/pageaddress.h"
#include "ingest/flatten.h"
#include "ingest/membertext.h"
#include "ingest/openmetrics/eventtime.h"
#include "ingest/openmetrics/payload.h"
#include "ingest/openmetrics/properties.h"

#include <algorithm>

namespace sightglass::ingest::openmetrics {

namespace {

using domain::DecodedEvent;
using domain::Event;
using Events = std::vector<DecodedEvent>;

constexpr std::size_t kSessionBytes = 256;
constexpr std::size_t kUserBytes = 1024;
constexpr std::size_t kNameBytes = 1024;
constexpr std::size_t kEventIdBytes = 64;

bool isFalsy(json::Value value)
{
    const bool isZero =
        (value.type() == json::Type::Integer || value.type() == json::Type::Double) && value.number() == 0;
    return value.isAbsentOrNull() || isZero || (value.type() == json::Type::Bool && !value.boolean());
}

/// Only a plain `false` keeps a user from being active.
bool isActive(json::Value withOptions)
{
    const json::Value active = withOptions.find("options").find("active");
    return active.type() != json::Type::Bool || active.boolean();
}

std::optional<Failure> checkProps(json::Value props, std::string line)
{
    if (props.isAbsentOrNull() || props.isObject())
        return std::nullopt;
    return Failure{400, "bad_props", std::move(line)};
}

/// One request's decoder: what all of its events share.
class RequestDecoder
{
public:
    RequestDecoder(const domain::Request& request, const domain::SourceEntry& entry, json::Value payload,
                   const Options& options)
        : m_request(request)
        , m_entry(entry)
        , m_payload(payload)
        , m_options(options)
    {
        m_shared.protocol = domain::Protocol::OpenMetrics;
        m_shared.route = request.route;
        m_shared.receivedAt = request.receivedAt;
    }

    [[nodiscard]] std::variant<Events, Failure> decode(Call call)
    {
        if (auto failure = takeSession())
            return *std::move(failure);
        if (call == Call::Events)
            return events();
        return change(call);
    }

private:
    [[nodiscard]] std::optional<Failure> takeSession()
    {
        const json::Value id = m_payload.find("sessionId");
        if (id.type() == json::Type::Absent && m_request.method == domain::Method::Post)
            m_shared.anonymousId = memberText(m_shared, sessionCookie(m_request), kSessionBytes);
        else if (!isFalsy(id) && !id.isString() && !id.isNumber())
            return Failure{400, "bad_session", "bad sessionId"};
        else if (!isFalsy(id))
            m_shared.anonymousId = idText(m_shared, id, kSessionBytes);
        m_shared.idSpace = domain::name(m_shared.protocol);
        if (m_shared.anonymousId.empty())
            return Failure{401, "no_session", "no session ID"};
        return std::nullopt;
    }

    /// A call that says something about a session or its user.
    [[nodiscard]] std::variant<Events, Failure> change(Call call)
    {
        Event event = identifyEvent();
        event.interactive = call == Call::CreateUser && isActive(m_payload);
        if (call == Call::SetUserId) {
            if (auto failure = takeUserId(event))
                return *std::move(failure);
        } else if (call != Call::CreateUser) {
            if (auto failure = takeProps(call, event))
                return *std::move(failure);
        }
        Events out;
        out.emplace_back().event = std::move(event);
        return out;
    }

    [[nodiscard]] Event identifyEvent() const
    {
        Event event = m_shared;
        event.kind = domain::Kind::Identify;
        event.name = domain::name(event.kind);
        event.interactive = false;
        return event;
    }

    [[nodiscard]] std::optional<Failure> takeUserId(Event& event) const
    {
        json::Value id = m_payload.find("uid");
        if (id.isAbsentOrNull())
            id = m_payload.find("userId");
        if (id.isString() || id.isNumber())
            event.userId = comparableUserId(idText(event, id, kUserBytes));
        if (event.userId.empty())
            return Failure{401, "no_user", "no user ID"};
        event.linkedId = event.anonymousId;
        event.linkKind =
            m_options.identity == IdentityMode::Split ? domain::LinkKind::Identify : domain::LinkKind::Merge;
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Failure> takeProps(Call call, Event& event) const
    {
        const json::Value props = m_payload.find("props");
        if (auto failure = checkProps(props, "bad props"))
            return failure;
        const bool ofUser = call == Call::SetUserProps;
        const std::string kept = applyProperties(event, props, ofUser ? event.traits : event.properties);
        if (m_options.strict)
            keepNulls(event, props);
        else
            deleteNulls(props, ofUser ? event.traits : event.properties);
        json::Writer writer(event.raw);
        writer.openObject();
        writer.key(ofUser ? "userProps" : "sessionProps");
        writer.raw(kept.empty() ? std::string_view("{}") : std::string_view(kept));
        writer.closeObject();
        return std::nullopt;
    }

    /// The original kept null as a value.
    static void keepNulls(Event& event, json::Value props)
    {
        if (std::string keys = nullKeys(props); !keys.empty())
            event.wire.push_back({"null", std::move(keys)});
    }

    [[nodiscard]] std::variant<Events, Failure> events() const
    {
        const json::Value list = m_payload.find("events");
        if (!list.isArray())
            return Failure{400, "bad_events", "bad events"};
        if (list.count() > m_options.batch)
            return Failure{413, "too_many_events", "too many events"};
        Events out;
        out.reserve(std::max<std::size_t>(list.count(), 1));
        for (const json::Value item : list) {
            Event& event = out.emplace_back().event;
            event = m_shared;
            if (auto failure = takeEvent(item, out.size() - 1, event))
                return *std::move(failure);
        }
        if (out.empty()) // the user exists from now on all the same
            out.emplace_back().event = identifyEvent();
        return out;
    }

    [[nodiscard]] std::optional<Failure> takeEvent(json::Value item, std::size_t index, Event& event) const
    {
        const std::string place = "bad event " + std::to_string(index) + ": ";
        if (!item.isObject())
            return Failure{400, "bad_event", place + "object expected"};
        event.name = memberText(event, item.find("name"), kNameBytes);
        if (event.name.empty())
            return Failure{400, "bad_event", place + "name missing"};
        const json::Value props = item.find("props");
        if (auto failure = checkProps(props, place + "props must be an object"))
            return failure;
        event.interactive = isActive(item);
        applyTime(event, item.find("ts"), m_options.timeUnit);
        const std::string_view id = item.find("id").text();
        if (!id.empty() && id.size() <= kEventIdBytes)
            event.messageId = messageIdText(event, event.anonymousId + '\n' + std::string(id));
        const std::string kept = applyProperties(event, props, event.properties);
        writeRaw(item, kept, event);
        if (const auto& pages = m_entry.source.pageviewNames;
            std::find(pages.begin(), pages.end(), event.name) != pages.end())
            becomePageview(event);
        return std::nullopt;
    }

    /// What has a member of its own is no property any more (spec routes §4.1).
    void becomePageview(Event& event) const
    {
        event.kind = domain::Kind::Pageview;
        event.name = domain::name(event.kind);
        const domain::AddressRules rules = domain::AddressRules::of(m_entry);
        if (!takeText(event, "url",
                      [&](const std::string& text) { return domain::applyPageAddress(event, text, rules); }))
            takeText(event, "path",
                     [&](const std::string& text) { return domain::applyPageAddress(event, text, rules); });
        takeText(event, "referrer", [&](const std::string& text) {
            domain::applyReferrer(event, text);
            return true;
        });
        takeText(event, "title", [&](const std::string& text) {
            event.title = text;
            return true;
        });
    }

    /// True when there was such a property and `use` could make something of it.
    template <typename Use> static bool takeText(Event& event, std::string_view key, Use use)
    {
        const domain::PropertyValue* value = findProperty(event.properties, key);
        const auto* text = value ? std::get_if<std::string>(value) : nullptr;
        if (!text || !use(std::string(*text)))
            return false;
        std::erase_if(event.properties, [key](const domain::Property& property) { return property.key == key; });
        return true;
    }

    /// The event as sent, without what nobody defined.
    static void writeRaw(json::Value item, std::string_view props, Event& event)
    {
        json::Writer writer(event.raw);
        writer.openObject();
        for (const std::string_view member : {"name", "ts", "id"}) {
            if (const json::Value value = item.find(member); value.exists())
                writer.member(member, value);
        }
        if (!props.empty()) {
            writer.key("props");
            writer.raw(props);
        }
        if (!event.interactive) {
            writer.key("options");
            writer.raw(R"({"active":false})");
        }
        writer.closeObject();
    }

    const domain::Request& m_request;
    const domain::SourceEntry& m_entry;
    const json::Value m_payload;
    const Options& m_options;
    Event m_shared; ///< Members that all events of the request have.
};

} // namespace

std::variant<Events, Failure> decode(const domain::Request& request, const domain::SourceEntry& entry, Call call,
                                     json::Value payload, const Options& options)
{
    return RequestDecoder(request, entry, payload, options).decode(call);
}

} // namespace sightglass::ingest::openmetrics
