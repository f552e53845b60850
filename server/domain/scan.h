// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "core/ids.h"
#include "domain/cancellation.h"
#include "domain/event.h"
#include "domain/identity.h"
#include "domain/linkedvisitors.h"

#include <bit>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
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
    Seq,
    EventTime,
    ReceivedAt,
    Kind,
    Protocol,
    Source,
    VisitorBasis,
    Visitor,
    Interactive,
    EngagementMs,
    ScrollDepth,
    RevenueMinor,
    ValueMinor,
    Device,
    ScreenWidth,
    ScreenHeight,
    IsBot,
    IsExcluded,
    LinkKind,
    Historical,
    Unhandled ///< 1 for an exception that nothing caught, see isUnhandled().
};
inline constexpr std::size_t kNumberColumns = 21;
inline constexpr std::int64_t kAbsent = std::numeric_limits<std::int64_t>::min();

/// Columns of text.
enum class TextColumn : std::uint8_t {
    Name,
    MessageId,
    UserId,
    AnonymousId,
    SessionHint,
    LinkedId,
    Hostname,
    Path,
    Title,
    ReferrerHost,
    UtmSource,
    UtmMedium,
    UtmCampaign,
    UtmContent,
    UtmTerm,
    SourceParam,
    ClickIdKind,
    Country,
    Language,
    Browser,
    BrowserVersion,
    Os,
    OsVersion,
    AppVersion,
    Currency,
    ViewId,
    BotRule
};
inline constexpr std::size_t kTextColumns = 27;

/// Of 64 rows of a mostly empty column: which of them have an element, and how many elements come before theirs.
struct SparseRows
{
    static constexpr std::size_t kRows = 64;

    std::uint64_t present = 0;
    std::uint32_t before = 0;

    /// Turns a row of the column into the place of its element; false when it has none.
    [[nodiscard]] static bool find(const SparseRows* column, std::size_t& row)
    {
        const SparseRows& rows = column[row / kRows];
        const std::uint64_t bit = std::uint64_t{1} << (row % kRows);
        if ((rows.present & bit) == 0)
            return false;
        row = rows.before + static_cast<std::size_t>(std::popcount(rows.present & (bit - 1)));
        return true;
    }
};

/// Small numbers of every row of a chunk in their narrowest form: 0 (all rows say 0), 1, 2 or 4 bytes each.
struct Codes
{
    const void* data = nullptr;
    std::uint8_t width = 0;
    const SparseRows* sparse = nullptr; ///< If any, only rows that it has stand in `data`; the others say 0.

    [[nodiscard]] std::uint32_t at(std::size_t row) const
    {
        if (sparse && !SparseRows::find(sparse, row))
            return 0;
        switch (width) {
        case 1: return static_cast<const std::uint8_t*>(data)[row];
        case 2: return static_cast<const std::uint16_t*>(data)[row];
        case 4: return static_cast<const std::uint32_t*>(data)[row];
        default: return 0;
        }
    }
};

/// Numbers of one column in their narrowest form: `base` plus an element of `width` bytes (0, 1, 2, 4 or 8, unsigned).
/// With `hasAbsent`, element 0 says kAbsent and the others count from 1.
struct NumberValues
{
    const void* data = nullptr;
    std::int64_t base = 0;
    std::uint8_t width = 0;
    bool hasAbsent = false;
    const SparseRows* sparse = nullptr; ///< As Codes::sparse; the others' elements are 0.

    [[nodiscard]] std::int64_t at(std::size_t row) const
    {
        const std::uint64_t element = elementAt(row);
        if (hasAbsent)
            return element == 0 ? kAbsent : static_cast<std::int64_t>(static_cast<std::uint64_t>(base) + (element - 1));
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(base) + element);
    }
    [[nodiscard]] std::uint64_t elementAt(std::size_t row) const
    {
        if (sparse && !SparseRows::find(sparse, row))
            return 0;
        return width == 8 ? static_cast<const std::uint64_t*>(data)[row] : Codes{data, width}.at(row);
    }
};

/// Text as dictionary numbers in their narrowest form: row r says dictionary[ids.at(r)]. Ids mean something within one
/// chunk only.
struct TextCodes
{
    Codes ids;
    std::span<const std::string_view> dictionary; ///< [0] is always "absent" (an empty view).
    [[nodiscard]] std::string_view at(std::size_t row) const { return dictionary[ids.at(row)]; }
};

/// Several columns of text as one: row r has combination ids.at(r), and its text in column c is
/// texts[combination × columns + c].
struct CombinedCodes
{
    Codes ids;
    std::span<const std::string_view> texts;
    std::size_t columns = 0;
};

/// Rows of one visitor key within a chunk, up to the next run's `begin`. Millions are kept: twelve bytes each, not 16,
/// so the key stands in two halves.
struct VisitorRun
{
    VisitorRun() = default;
    VisitorRun(std::uint64_t key, std::uint32_t firstRow)
        : low(static_cast<std::uint32_t>(key))
        , high(static_cast<std::uint32_t>(key >> 32))
        , begin(firstRow)
    {
    }
    /// Event::visitor; 0 = rows whose visitor is not known (basis None).
    [[nodiscard]] std::uint64_t visitor() const { return std::uint64_t{high} << 32 | low; }

    std::uint32_t low = 0;
    std::uint32_t high = 0;
    std::uint32_t begin = 0;
};
static_assert(sizeof(VisitorRun) == 12);

/// What a question needs. Columns that are not asked for may be left undecoded.
struct ScanRequest
{
    ProjectId project;
    TimeRange range; ///< By event_time.
    std::vector<NumberColumn> numbers;
    std::vector<TextColumn> texts;
    std::vector<TextColumn>
        together; ///< Some of `texts` that are looked at only together: see SortedChunk::combined().
    std::vector<std::string> properties; ///< Keys, values come in their text form (true → "true", 1.50 → "1.5").
    std::vector<std::string> traits;     ///< Keys of the traits the row itself carries.
    std::vector<std::string> vitals;     ///< Keys of Event::vitals; numbers in their text form, what is none is absent.
    std::vector<Kind> kinds;             ///< Only these kinds; empty = all.
};

/// What a question has read.
struct ScanStats
{
    std::int64_t rowsScanned = 0;
    std::int64_t chunksScanned = 0;
};

/// Rows of one project and one UTC day as columns, sealed or fresh. Rows stand by (visitor, event_time, received_at,
/// message_id), so that each visitor is one run and all rows of a range of visitor keys lie together. Immutable; any
/// thread may read it, and it keeps its columns alive. Several chunks may hold rows of the same day and visitor.
class SortedChunk
{
public:
    virtual ~SortedChunk() = default;
    [[nodiscard]] virtual std::size_t rows() const = 0;
    [[nodiscard]] virtual std::span<const VisitorRun> runs() const = 0; ///< By visitor, each once.
    /// Only for columns named in the request. Visitor is in runs(); VisitorBasis 0 goes with visitor 0.
    [[nodiscard]] virtual NumberValues numbers(NumberColumn column) const = 0;
    [[nodiscard]] virtual TextCodes texts(TextColumn column) const = 0;
    /// ScanRequest::together, in its order, where the chunk has them as one; they are not in texts() then.
    [[nodiscard]] virtual std::optional<CombinedCodes> combined() const { return std::nullopt; }
    /// `index` into ScanRequest::properties, ::traits and ::vitals.
    [[nodiscard]] virtual TextCodes property(std::size_t index) const = 0;
    [[nodiscard]] virtual TextCodes trait(std::size_t index) const = 0;
    [[nodiscard]] virtual TextCodes vital(std::size_t index) const = 0;
    /// This and the next are read on demand, and not cheap: only rows of different chunks that tie in event_time need
    /// the one, only those that tie in both times the other.
    [[nodiscard]] virtual Expected<NumberValues> receivedAt() const = 0;
    [[nodiscard]] virtual Expected<TextCodes> messageIds() const = 0;
};

/// Calls use(visitor, begin, end) with the rows of each visitor key.
template <typename Use> void forEachRun(const SortedChunk& chunk, Use use)
{
    const std::span<const VisitorRun> runs = chunk.runs();
    for (std::size_t run = 0; run < runs.size(); ++run)
        use(runs[run].visitor(), std::size_t{runs[run].begin},
            run + 1 < runs.size() ? runs[run + 1].begin : chunk.rows());
}

/// What is known of a chunk without reading its columns.
struct ChunkInfo
{
    std::size_t rows = 0;
    TimeRange times; ///< Of its rows; `to` is past the last one.
    std::uint64_t firstVisitor = 0;
    std::uint64_t lastVisitor = 0;
};

/// What a request sees as of one moment; rows that come, are sealed or go meanwhile change nothing in it.
/// Every stored row of the project whose event_time lies in the range is in exactly one of its chunks. A chunk may also
/// hold rows outside the range and of other kinds than asked for: look at EventTime and Kind.
/// Thread: any, several at once. Destroy it soon: it holds back the reuse of the write-ahead log.
class EventSnapshot
{
public:
    virtual ~EventSnapshot() = default;
    [[nodiscard]] virtual std::span<const ChunkInfo> chunks() const = 0; ///< By day.
    /// Decodes what the request names, or takes it from the cache. Errors: Corrupt, Io.
    [[nodiscard]] virtual Expected<std::shared_ptr<const SortedChunk>> chunk(std::size_t index) const = 0;
    /// The different texts of a column that the request names, without its rows: a filter on a value that is not there
    /// can leave the chunk unread.
    [[nodiscard]] virtual Expected<std::vector<std::string>> dictionary(std::size_t index, TextColumn column) const = 0;
};

/// Calls use(chunk) with one chunk after the other. Errors: those of chunk(); Cancelled.
template <typename Use>
[[nodiscard]] Expected<void> forEachChunk(const EventSnapshot& snapshot, const Cancellation& cancel, Use use)
{
    for (std::size_t index = 0; index < snapshot.chunks().size(); ++index) {
        if (cancel.isCancelled())
            return unexpected(ErrorCode::Cancelled, QStringLiteral("the reading was stopped"));
        const Expected<std::shared_ptr<const SortedChunk>> chunk = snapshot.chunk(index);
        if (!chunk)
            return unexpected(chunk.error());
        use(**chunk);
    }
    return {};
}

/// Reads stored events as chunks; does not care whether they are sealed. Thread: any; one call at a time per object.
/// Errors: Cancelled, Corrupt, Io.
class EventScan
{
public:
    virtual ~EventScan() = default;
    /// A snapshot for the columns and the range of the request, for reading on several threads at once.
    [[nodiscard]] virtual Expected<std::unique_ptr<EventSnapshot>> open(const ScanRequest& request,
                                                                        const Cancellation& cancel) = 0;
    /// Links of one project as stored so far.
    [[nodiscard]] virtual Expected<std::vector<IdentityLink>> identityLinks(ProjectId project) = 0;
    /// Whom they make of the visitors.
    [[nodiscard]] virtual Expected<std::shared_ptr<const LinkedVisitors>> linkedVisitors(ProjectId project);
    /// First and last event time of the project; from == to when it has none.
    [[nodiscard]] virtual Expected<TimeRange> extent(ProjectId project) = 0;
};

} // namespace sightglass::domain
