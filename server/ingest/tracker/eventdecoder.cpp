// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/eventdecoder.h"

#include "core/jsonwriter.h"
#include "domain/pageaddress.h"
#include "ingest/flatten.h"
#include "ingest/membertext.h"
#include "ingest/tracker/hashes.h"
#include "ingest/tracker/keys.h"
#include "ingest/tracker/params.h"
#include "ingest/tracker/texts.h"

#include <algorithm>
#include <array>

namespace sightglass::ingest::tracker {

namespace {

using namespace std::string_view_literals;
using domain::Event;
using domain::Kind;

constexpr std::size_t kUserBytes = 1024;
constexpr double kMaxPixels = 100'000;

/// Columns that are text and no member of an event; they stand in `wire` under their own names.
constexpr std::array kRecordTexts{
    "app"sv,  "did"sv,  "split"sv,  "etyp"sv, "sink"sv, "outcome"sv,  "gaid"sv,       "idfa"sv, "msid"sv,   "fbid"sv,
    "rcode"sv, "aff"sv, "device"sv, "os"sv,   "tz"sv,   "zip"sv,      "relation"sv,   "ja4h"sv, "arm_id"sv, "mcid"sv,
    "tags"sv, "audience"sv, "device_id"sv, "invoice_id"sv, "audience_tags"sv, "content_tags"sv};
/// Likewise, but UUIDs: anything else is nothing.
constexpr std::array kRecordUuids{"auth"sv, "rid"sv, "oid"sv, "tid"sv};

std::string hostWithoutPort(std::string_view host)
{
    const std::size_t bracket = host.rfind(']');
    const std::size_t colon = host.rfind(':');
    if (colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket))
        host = host.substr(0, colon);
    return lowerText(trimmedText(host));
}

void keep(Event& event, std::string_view column, std::string text)
{
    if (!text.empty())
        event.wire.push_back({std::string(column), std::move(text)});
}

void keepNumber(Event& event, std::string_view column, std::optional<std::int64_t> number)
{
    if (number)
        event.wire.push_back({std::string(column), *number});
}

/// One record of params or of the whole, without what may not be kept.
void writeKept(json::Writer& writer, json::Value object, bool isWhole)
{
    for (const json::Value value : object) {
        const std::string_view key = value.key();
        const bool isAuthor = key == "auth" && uuidOf(value.text()).has_value();
        const bool isReplaced = isWhole && (key == "params" || key == "acct" || key == "ip");
        if (!isReplaced && !isHashed(key) && (isAuthor || !isSecret(key)))
            writer.member(key, value);
    }
}

int pixels(std::optional<double> number)
{
    return number && *number >= 1 && *number <= kMaxPixels ? static_cast<int>(*number) : 0;
}

} // namespace

struct EventDecoder::Scene
{
    const domain::Request& request;
    const Call call;
    const Surroundings& around;
    Decoded& out;
    domain::DecodedEvent decoded;
    Fields fields;
    std::string hostHash;
    std::string ename;
    std::string clientEventId; ///< Sent, but no UUID.

    Scene(json::Value record, json::Value params, const domain::Request& r, Call c, const Surroundings& a, Decoded& o)
        : request(r)
        , call(c)
        , around(a)
        , out(o)
        , fields(record, params, decoded.event, o.problems)
        , hostHash(shortHash(hostWithoutPort(r.host)))
    {
    }
    [[nodiscard]] Event& event() { return decoded.event; }
    [[nodiscard]] bool isOfServer() const { return call == Call::ServerTrack; }
};

EventDecoder::EventDecoder(const Options& options)
    : m_options(options)
    , m_urlText(options.urlFilter, options.urlFilterGroup)
{
}

Decoded EventDecoder::decode(const domain::Request& request, Call call, const Surroundings& around)
{
    Decoded out;
    m_reader.read(request, around.defaults, m_options, out.problems, [&](json::Value record) {
        if (auto decoded = event(record, request, call, around, out))
            out.events.push_back(*std::move(decoded));
    });
    return out;
}

std::optional<domain::DecodedEvent> EventDecoder::event(json::Value record, const domain::Request& request, Call call,
                                                        const Surroundings& around, Decoded& out)
{
    Scene scene(record, paramsOf(record), request, call, around, out);
    if (!opens(scene))
        return std::nullopt;
    Event& event = scene.event();
    event.protocol = domain::Protocol::Tracker;
    event.route = request.route;
    event.receivedAt = request.receivedAt;
    event.linkId = around.linkId;
    applyIdentity(scene);
    applyPage(scene);
    applyKind(scene);
    applyMembers(scene);
    applySender(scene);
    applyRecord(scene);
    applyParams(scene);
    return std::move(scene.decoded);
}

/// An object, or the text of one, which is in lower case as every text is.
json::Value EventDecoder::paramsOf(json::Value record)
{
    const json::Value params = record.find("params");
    if (params.isObject())
        return params;
    if (!params.isString())
        return {};
    const auto document = m_paramsParser.parse(lowerText(params.text()));
    return document && document->root.isObject() ? document->root : json::Value();
}

bool EventDecoder::opens(Scene& scene) const
{
    if (m_options.accountMixer.empty())
        return true;
    const std::string host = hostWithoutPort(scene.request.host);
    if (scene.fields.text("acct") == shortHash(host + m_options.accountMixer))
        return true;
    ++scene.out.problems[static_cast<std::size_t>(Problem::AccountMismatch)];
    return false;
}

std::string EventDecoder::idOf(Scene& scene, std::string_view key, std::string_view family) const
{
    const std::string text = scene.fields.text(key);
    if (text.empty())
        return {};
    if (auto uuid = uuidOf(text))
        return *std::move(uuid);
    ++scene.out.problems[static_cast<std::size_t>(Problem::BadUuidMapped)];
    std::string name = scene.hostHash;
    return namedUuid(m_options.idNamespace, name.append(":").append(family).append(":").append(text));
}

void EventDecoder::applyIdentity(Scene& scene) const
{
    Event& event = scene.event();
    const std::string eventId = scene.fields.textAsSent("eid");
    event.messageId = uuidOf(eventId).value_or(std::string());
    if (event.messageId.empty())
        scene.clientEventId = eventId;
    const std::string id = event.messageId.empty() ? scene.around.identities.newId() : event.messageId;
    if (scene.out.firstId.empty())
        scene.out.firstId = id;
    keep(event, "eid", id);
    event.anonymousId = idOf(scene, "vid", "visitor");
    event.sessionHint = idOf(scene, "sid", "session");
    applyUser(scene);
    if (scene.isOfServer()) {
        scene.decoded.hasVisitor = false;
        return;
    }
    const bool isNew = event.anonymousId.empty();
    if (isNew)
        event.anonymousId = scene.out.visitor.empty() ? scene.around.identities.newId() : scene.out.visitor;
    if (scene.out.visitor.empty())
        scene.out.visitor = event.anonymousId;
    if (event.sessionHint.empty())
        keep(event, "sid", isNew ? event.anonymousId : scene.around.identities.sessionOf(event.anonymousId));
    if (!event.userId.empty()) {
        event.linkKind = domain::LinkKind::Identify;
        event.linkedId = event.anonymousId;
    }
}

void EventDecoder::applyUser(Scene& scene) const
{
    Event& event = scene.event();
    event.userId = comparableUserId(memberText(event, scene.fields.textAsSent("uid"), kUserBytes));
    if (!event.userId.empty()) {
        const std::string user = idOf(scene, "uid", "user");
        if (m_options.visitorFollowsUser)
            event.anonymousId = user;
        if (user != event.userId)
            keep(event, "uid", user);
    }
    for (const auto& [sent, hashed] : std::array<std::pair<std::string_view, std::string_view>, 3>{
             {{"email", "ehash"}, {"cell", "chash"}, {"uname", "uhash"}}}) {
        std::string hash = scene.fields.textAsSent(hashed);
        const std::string value = hash.empty() ? scene.fields.textAsSent(sent) : std::string();
        if (!value.empty())
            hash = identityHash(value, m_options.identityPrefix);
        if (!hash.empty())
            event.traits.push_back({std::string(hashed), std::move(hash)});
    }
}

void EventDecoder::applyPage(Scene& scene) const
{
    Event& event = scene.event();
    // The record's own campaign comes before that of the page's query.
    event.utmSource = scene.fields.text("source");
    event.utmMedium = scene.fields.text("medium");
    event.utmCampaign = scene.fields.text("campaign");
    event.utmTerm = scene.fields.text("term");
    event.utmContent = scene.fields.text("content");
    const std::string url = scene.fields.textAsSent("url");
    if (!url.empty() && !domain::applyPageAddress(event, url, domain::AddressRules::of(scene.around.entry)))
        domain::addWarning(event, domain::Warning::AddressUnusable);
    keep(event, "url", m_urlText.of(url));
    const std::string last = scene.fields.textAsSent("last");
    if (!last.empty())
        domain::applyReferrer(event, last);
    keep(event, "last", m_urlText.of(last));
}

void EventDecoder::applyKind(Scene& scene) const
{
    Event& event = scene.event();
    const auto& pages = m_options.pageviewNames;
    const std::string etyp = scene.fields.text("etyp");
    scene.ename = scene.fields.text("ename");
    if (scene.ename.empty())
        scene.ename = scene.fields.text("content");
    else if (event.utmContent != scene.ename)
        keep(event, "content", scene.fields.text("content"));
    const std::string& ename = scene.ename;
    const bool isPage = std::find(pages.begin(), pages.end(), ename) != pages.end() || etyp == "page" ||
                        (ename.empty() && scene.fields.find("url").exists());
    if (scene.call == Call::Pixel)
        event.kind = Kind::Impression;
    else if (scene.call == Call::Redirect || scene.call == Call::ShortLink)
        event.kind = Kind::Click;
    else if (ename == "exposed")
        event.kind = Kind::Exposure;
    else
        event.kind = isPage ? Kind::Pageview : Kind::Custom;
    if (event.kind == Kind::Impression || event.kind == Kind::Custom)
        event.name = !ename.empty() ? ename : event.kind == Kind::Custom ? "hit" : "pixel";
    else
        event.name = event.kind == Kind::Click ? std::string_view("link_click") : domain::name(event.kind);
    event.interactive = etyp != "click";
    if (ename != event.name)
        keep(event, "ename", ename);
}

void EventDecoder::applyMembers(Scene& scene) const
{
    Event& event = scene.event();
    Fields& fields = scene.fields;
    event.appVersion = fields.text("rel");
    event.pageCategory = fields.text("ptyp");
    event.experiment = fields.text("xid");
    const auto version = fields.integer("ver");
    event.variant = fields.text("split");
    if (event.variant.empty() && version)
        event.variant = std::to_string(*version);
    event.consent = fields.integer("cflags");
    event.viewportWidth = pixels(fields.number("w"));
    event.viewportHeight = pixels(fields.number("h"));
    event.timezone = fields.textAsSent("tz");
    event.country = fields.text("country");
    event.region = fields.text("region");
    event.city = fields.text("city");
    event.locale = fields.textAsSent("culture");
    const auto created = fields.integer("created");
    constexpr std::int64_t kLastMs = 253'402'300'800'000; // the year 10000
    if (created && *created > 0 && *created < kLastMs)
        event.statedAt = fromMs(*created);
    if (std::string org = fields.text("org"); !org.empty())
        event.groups.emplace_back("org", uuidOf(org).value_or(org));
}

/// What the request says about who sent it; a server speaks for somebody else.
void EventDecoder::applySender(Scene& scene) const
{
    Event& event = scene.event();
    const std::string& kept = scene.around.keptAddress;
    keep(event, "hhash", scene.hostHash);
    keep(event, "host", hostWithoutPort(scene.request.host));
    keep(event, "ip", kept);
    if (!kept.empty())
        keep(event, "iphash", m_options.legacyIpHash ? legacyIpHash(kept) : keyedIpHash(kept, m_options.ipHashSecret));
    if (scene.isOfServer())
        return keep(event, "bhash", scene.fields.textAsSent("bhash"));
    domain::DecodedEvent& decoded = scene.decoded;
    decoded.userAgent = domain::header(scene.request.headers, "User-Agent");
    decoded.acceptLanguage = domain::header(scene.request.headers, "Accept-Language");
    decoded.address = scene.request.clientAddress;
    decoded.browserExpected = scene.fields.text("app") != "native"; // apps come by HTTP libraries (§18)
    const std::string browser = lowerText(trimmedText(decoded.userAgent));
    if (browser.empty())
        return;
    keep(event, "bhash", shortHash(browser));
    keep(event, "browser", browser);
}

void EventDecoder::applyRecord(Scene& scene) const
{
    Event& event = scene.event();
    Fields& fields = scene.fields;
    for (const std::string_view column : kRecordTexts)
        keep(event, column, fields.text(column));
    for (const std::string_view column : kRecordUuids)
        keep(event, column, fields.uuid(column));
    keep(event, "ref", idOf(scene, "ref", "visitor"));
    keepNumber(event, "ver", fields.integer("ver"));
    keepNumber(event, "duration", fields.integer("duration"));
    if (const auto score = fields.number("score"))
        event.wire.push_back({"score", *score});
    const auto latitude = fields.number("lat");
    const auto longitude = fields.number("lon");
    if (latitude && longitude && *latitude >= -90 && *latitude <= 90 && *longitude >= -180 && *longitude <= 180) {
        event.wire.push_back({"lat", *latitude});
        event.wire.push_back({"lon", *longitude});
    }
    if (const json::Value targets = fields.record().find("targets"); !targets.isAbsentOrNull()) {
        std::string text;
        json::appendValue(text, targets);
        keep(event, "targets", std::move(text));
    }
}

void EventDecoder::applyParams(Scene& scene)
{
    Event& event = scene.event();
    const json::Value record = scene.fields.record();
    const json::Value params = scene.fields.params();
    const std::string kept = freeParams(record, params, scene.clientEventId, scene.out.problems);
    if (const auto document = m_freeParser.parse(kept); !kept.empty() && document) {
        flatten(event, document->root, event.properties);
        keep(event, "params", textView(document->root));
        keep(event, "nparams", numericView(document->root));
    }
    json::Writer writer(event.raw);
    writer.openObject();
    writeKept(writer, record, true);
    if (params.isObject()) {
        writer.key("params");
        writer.openObject();
        writeKept(writer, params, false);
        writer.closeObject();
    }
    writer.closeObject();
}

} // namespace sightglass::ingest::tracker
