// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "core/ids.h"
#include "domain/event.h"
#include "domain/identity.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::domain {

/// Half-open: from ≤ t < to.
struct TimeRange
{
    TimePoint from{};
    TimePoint to{};
    [[nodiscard]] bool contains(TimePoint t) const { return from <= t && t < to; }
    bool operator==(const TimeRange&) const = default;
};

/// Columns of numbers. Enums are given as their numbers, bools as 0 and 1, times as ms UTC.
enum class NumberColumn : std::uint8_t {
    Seq, EventTime, ReceivedAt, Kind, Protocol, Source, VisitorBasis, Visitor, Interactive, EngagementMs, ScrollDepth,
    RevenueMinor, ValueMinor, Device, ScreenWidth, ScreenHeight, IsBot, IsExcluded, LinkKind, Historical,
    Unhandled ///< 1 for an exception that nothing caught, see isUnhandled().
};
inline constexpr std::size_t kNumberColumns = 21;
inline constexpr std::int64_t kAbsent = std::numeric_limits<std::int64_t>::min();

/// Columns of text.
enum class TextColumn : std::uint8_t {
    Name, MessageId, UserId, AnonymousId, SessionHint, LinkedId, Hostname, Path, Title, ReferrerHost,
    UtmSource, UtmMedium, UtmCampaign, UtmContent, UtmTerm, SourceParam, ClickIdKind,
    Country, Language, Browser, BrowserVersion, Os, OsVersion, AppVersion, Currency, ViewId, BotRule
};
inline constexpr std::size_t kTextColumns = 27;

/// Text as dictionary numbers: row r says dictionary[ids[r]]; id 0 is always "absent" (an empty view).
/// Ids mean something within one chunk only.
struct TextValues
{
    std::span<const std::uint32_t> ids;
    std::span<const std::string_view> dictionary;
    [[nodiscard]] std::string_view at(std::size_t row) const { return dictionary[ids[row]]; }
};

/// What a question needs. Columns that are not asked for may be left undecoded.
struct ScanRequest
{
    ProjectId project;
    TimeRange range; ///< By event_time.
    std::vector<NumberColumn> numbers;
    std::vector<TextColumn> texts;
    std::vector<std::string> properties; ///< Keys, values come in their text form (true → "true", 1.50 → "1.5").
    std::vector<std::string> traits;     ///< Keys of the traits the row itself carries.
    std::vector<Kind> kinds;             ///< Only these kinds; empty = all.
};

/// Some rows of one project as columns, sealed or fresh, in no particular order. Valid during the visit only.
class Chunk
{
public:
    virtual ~Chunk() = default;
    [[nodiscard]] virtual std::size_t rows() const = 0;
    /// Only for columns named in the request.
    [[nodiscard]] virtual std::span<const std::int64_t> numbers(NumberColumn column) const = 0;
    [[nodiscard]] virtual TextValues texts(TextColumn column) const = 0;
    /// `index` into ScanRequest::properties and ::traits.
    [[nodiscard]] virtual TextValues property(std::size_t index) const = 0;
    [[nodiscard]] virtual TextValues trait(std::size_t index) const = 0;
};

/// Set from any thread to stop a scan or a query at once.
class Cancellation
{
public:
    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool isCancelled() const { return m_cancelled.load(std::memory_order_relaxed); }

private:
    std::atomic<bool> m_cancelled = false;
};

struct ScanStats
{
    std::int64_t rowsScanned = 0;
    std::int64_t chunksScanned = 0;
};

/// Reads stored events as chunks; does not care whether they are sealed. Every row of the request is visited exactly
/// once, rows outside it never. Thread: any; one call at a time per object.
/// Errors: Cancelled, Corrupt, Io.
class EventScan
{
public:
    using Visitor = std::function<void(const Chunk&)>;

    virtual ~EventScan() = default;
    [[nodiscard]] virtual Expected<ScanStats> scan(const ScanRequest& request, const Visitor& visit, const Cancellation& cancel) = 0;
    /// Links of one project as stored so far.
    [[nodiscard]] virtual Expected<std::vector<IdentityLink>> identityLinks(ProjectId project) = 0;
    /// First and last event time of the project; from == to when it has none.
    [[nodiscard]] virtual Expected<TimeRange> extent(ProjectId project) = 0;
};

} // namespace sightglass::domain
