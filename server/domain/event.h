// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/ids.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace sightglass::domain {

/// Wire protocol an event came by (spec routes §4.1 `protocol`).
enum class Protocol : std::uint8_t {
    Segment,
    Tracker,
    OpenTrace,
    OpenMetrics,
    Sierra,
    Sentry,
    Plausible,
    Umami,
    Posthog,
    Goatcounter,
    Import
};
inline constexpr std::size_t kProtocolCount = static_cast<std::size_t>(Protocol::Import) + 1;

/// What an event is (spec routes §4.2). The order is stored: append only.
enum class Kind : std::uint8_t {
    Pageview,
    Screen,
    Custom,
    Exception,
    Click,
    Impression,
    Engagement,
    Identify,
    Alias,
    Group,
    Vitals,
    Exposure,
    Background
};

/// How the visitor was recognised (spec routes §3 "visitor").
enum class VisitorBasis : std::uint8_t { None, Person, Client, Hash, Tab };
enum class LinkKind : std::uint8_t { None, Identify, Alias, Merge, Handoff };
enum class Device : std::uint8_t { Unknown, Desktop, Mobile, Tablet, Tv, App, Server, Other };
enum class EngagementBasis : std::uint8_t { None, Focused, Wall };

/// Things about an event that a person should see. Closed list; the order is stored: append only.
enum class Warning : std::uint8_t {
    TimeUnparsable,  ///< A stated time was not a time; the receive time was used.
    TimeInFuture,    ///< The corrected time lies more than 5 minutes after the receive time.
    TimeOutOfRange,  ///< Stated more than 400 days before it was received.
    TextCut,         ///< A text was longer than its member allows.
    TextRepaired,    ///< Bytes that were no UTF-8 were replaced.
    MessageIdHashed, ///< The message id was too long and stands as a hash.
    PropertyDropped, ///< More properties than are kept.
    AmountDropped,   ///< An amount or its currency was invalid.
    AddressUnusable, ///< The page address could not be parsed.
    UnknownTimezone,
    TypeMismatch,    ///< A member had another type than its contract allows and was ignored.
    SenderNotTrusted ///< A member that only trusted senders may state was ignored.
};

/// Text, number or truth; nested values arrive here flattened (spec routes §3 "properties").
using PropertyValue = std::variant<std::string, std::int64_t, double, bool>;

struct Property
{
    std::string key;
    PropertyValue value;
    bool operator==(const Property&) const = default;
};
/// In the order sent; keys are unique (the last duplicate won).
using PropertyMap = std::vector<Property>;
/// Text to text, in the order sent.
using TextMap = std::vector<std::pair<std::string, std::string>>;

/// Verdict on who sent it: not judged a bot when `rule` is empty.
struct BotVerdict
{
    std::string rule;   ///< Id of the rule that fired, e.g. "ai:gptbot".
    std::string reason; ///< For people, e.g. "GPTBot".
    [[nodiscard]] bool isBot() const { return !rule.empty(); }
    bool operator==(const BotVerdict&) const = default;
};

/// What keeps a stored event out of the numbers; rules that change change it, nothing else does.
struct Verdicts
{
    BotVerdict bot;
    std::string excluded; ///< As Event::excluded.
    bool operator==(const Verdicts&) const = default;
};

/// One thing that happened, in the one form every protocol ends in (spec routes §4.1, whose member names these are).
/// A plain value: made by a decoder, completed by the pipeline, stored, never changed afterwards.
/// Text is UTF-8; empty means absent. Times are milliseconds UTC.
struct Event
{
    Protocol protocol = Protocol::Segment;
    std::string route; ///< Id of the row of the route table it came by.
    ProjectId project; ///< Derived from the source when it is stored; not a member that travels.
    SourceId source;
    EventSeq seq; ///< Given when it is stored; not a member that travels.
    Kind kind = Kind::Custom;
    std::string name;
    std::string messageId;

    TimePoint receivedAt{};
    std::optional<TimePoint> statedAt;
    std::optional<TimePoint> sentAt;
    TimePoint timestamp{};
    TimePoint eventTime{};
    bool historical = false;

    std::string userId;
    std::string anonymousId;
    std::string idSpace;
    VisitorBasis visitorBasis = VisitorBasis::None;
    std::uint64_t visitor = 0; ///< Keyed hash of the id the basis names; 0 with basis None.
    std::string sessionHint;
    std::string linkedId;
    LinkKind linkKind = LinkKind::None;
    std::uint64_t linkFrom = 0; ///< Keyed hashes the link joins, set with linkKind; not members that travel.
    std::uint64_t linkTo = 0;
    std::uint64_t linkFromClient = 0; ///< With alias: the previous id read as a client id, joined as well.
    PropertyMap traits;
    PropertyMap traitsOnce;
    TextMap groups; ///< type → id

    std::string url;
    std::string hostname;
    std::string path;
    TextMap query;
    std::string title;
    std::string pageName;
    std::string pageCategory;
    std::string referrer;
    std::string referrerHost;
    std::string utmSource;
    std::string utmMedium;
    std::string utmCampaign;
    std::string utmContent;
    std::string utmTerm;
    std::string sourceParam;
    std::string clickIdKind; ///< First kind of metrics §4 that the address carried.
    TextMap clickIds;        ///< Values, only when the source stores them.

    int screenWidth = 0; ///< px, 0 = unknown
    int screenHeight = 0;
    int viewportWidth = 0;
    int viewportHeight = 0;
    std::string language;
    std::string locale;
    std::string timezone;
    std::string country;
    std::string region;
    std::string city;
    std::string browser;
    std::string browserVersion;
    std::string os;
    std::string osVersion;
    Device device = Device::Unknown;
    std::string appVersion;
    std::string environment;
    std::string libraryName;
    std::string libraryVersion;

    bool interactive = true;
    std::int64_t engagementMs = 0;
    EngagementBasis engagementBasis = EngagementBasis::None;
    std::optional<int> scrollDepth; ///< 0–100
    std::string viewId;
    std::optional<bool> firstTodaySite;
    std::optional<bool> firstTodayPage;

    PropertyMap properties;
    std::optional<std::int64_t> revenueMinor;
    std::optional<std::int64_t> valueMinor;
    std::string currency; ///< ISO 4217

    std::string experiment;
    std::string variant;
    std::string linkId;
    std::string pixelId;
    PropertyMap vitals;    ///< lcp inp fcp ttfb in ms, cls without unit
    std::string exception; ///< JSON text of sentry §9.3
    std::optional<std::int64_t> consent;
    std::string integrations; ///< JSON text of the sender's `integrations` object
    BotVerdict bot;
    std::string excluded; ///< "address", "page:/admin/**", "host:staging.example.org": the rule; empty = counted
    std::vector<Warning> warnings;
    PropertyMap wire; ///< Members only the protocol's own API needs; in no report.
    std::string raw;  ///< The event as sent, JSON text, secrets removed.

    bool operator==(const Event&) const = default;
};

/// Adds a warning unless the event has it already.
void addWarning(Event& event, Warning warning);

/// What a kind does to visits and counts (table of spec routes §4.2).
[[nodiscard]] bool countsAsEvent(Kind kind);
[[nodiscard]] bool startsVisit(Kind kind);
[[nodiscard]] bool extendsVisit(Kind kind, bool interactive);
/// An exception whose report says that nothing caught it (`handled` is false, spec sentry §9.3).
[[nodiscard]] bool isUnhandled(const Event& event);

/// Names as they stand in API v2 and exports; parse* gives nothing for an unknown name.
[[nodiscard]] std::string_view name(Protocol);
[[nodiscard]] std::string_view name(Kind);
[[nodiscard]] std::string_view name(VisitorBasis);
[[nodiscard]] std::string_view name(LinkKind);
[[nodiscard]] std::string_view name(Device);
[[nodiscard]] std::string_view name(EngagementBasis);
[[nodiscard]] std::string_view name(Warning);
[[nodiscard]] std::optional<Protocol> parseProtocol(std::string_view);
[[nodiscard]] std::optional<Kind> parseKind(std::string_view);
[[nodiscard]] std::optional<VisitorBasis> parseVisitorBasis(std::string_view);
[[nodiscard]] std::optional<LinkKind> parseLinkKind(std::string_view);
[[nodiscard]] std::optional<Device> parseDevice(std::string_view);
[[nodiscard]] std::optional<EngagementBasis> parseEngagementBasis(std::string_view);
[[nodiscard]] std::optional<Warning> parseWarning(std::string_view);

} // namespace sightglass::domain
