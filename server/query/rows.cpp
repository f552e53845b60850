// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/rows.h"

#include "query/dimensionreader.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <tuple>

namespace sightglass::query {

namespace {

using domain::Chunk;
using domain::Kind;
using domain::NumberColumn;
using domain::TextColumn;

std::uint8_t flagsOf(Kind kind, bool interactive, bool screenIsView, bool unhandled)
{
    unsigned flags = 0;
    if (domain::countsAsEvent(kind))
        flags |= kCounted;
    if (domain::startsVisit(kind))
        flags |= kStarts;
    if (domain::extendsVisit(kind, interactive))
        flags |= kExtends | kKeepsOpen;
    if (kind == Kind::Engagement)
        flags |= kKeepsOpen;
    if (kind == Kind::Pageview || (kind == Kind::Screen && screenIsView))
        flags |= kPageview;
    if (kind == Kind::Custom && interactive)
        flags |= kIntent;
    if (kind == Kind::Exception)
        flags |= unhandled ? kException | kUnhandled : kException;
    return static_cast<std::uint8_t>(flags);
}

template <typename T>
void gather(std::vector<T>& column, const std::vector<std::uint32_t>& order)
{
    if (column.empty())
        return;
    std::vector<T> out(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        out[i] = column[order[i]];
    column = std::move(out);
}

/// Collects rows from chunks, then puts them in order.
class Loader
{
public:
    Loader(const RowRequest& request, const domain::IdentityGraph& identities, const domain::SourceDirectory* sources, const AcquisitionNames& names)
        : m_request(request)
        , m_identities(identities)
        , m_sources(sources)
        , m_dimensions(m_rows, request, names)
    {
    }

    Expected<Rows> load(domain::EventScan& scan, const domain::Cancellation& cancel)
    {
        auto stats = scan.scan(scanRequest(), [this](const Chunk& chunk) { read(chunk); }, cancel);
        if (!stats)
            return unexpected(stats.error());
        m_rows.stats = *stats;
        std::vector<std::uint32_t> order = ordered();
        if (auto done = breakTies(order, scan, cancel); !done)
            return unexpected(done.error());
        arrange(order);
        return std::move(m_rows);
    }

private:
    domain::ScanRequest baseRequest() const
    {
        domain::ScanRequest scan;
        scan.project = m_request.project;
        scan.range = m_request.range;
        for (const Kind kind : {Kind::Pageview, Kind::Screen, Kind::Custom, Kind::Exception, Kind::Click, Kind::Impression, Kind::Engagement})
            scan.kinds.push_back(kind);
        for (const Kind kind : m_request.moreKinds) {
            if (std::find(scan.kinds.begin(), scan.kinds.end(), kind) == scan.kinds.end())
                scan.kinds.push_back(kind);
        }
        return scan;
    }

    domain::ScanRequest scanRequest() const
    {
        domain::ScanRequest scan = baseRequest();
        scan.numbers = {NumberColumn::Seq, NumberColumn::EventTime, NumberColumn::ReceivedAt, NumberColumn::Kind, NumberColumn::VisitorBasis,
                        NumberColumn::Visitor, NumberColumn::Interactive, NumberColumn::IsBot, NumberColumn::IsExcluded};
        if (m_sources)
            scan.numbers.push_back(NumberColumn::Source);
        if (m_request.skipHistorical)
            scan.numbers.push_back(NumberColumn::Historical);
        if (m_request.unhandled)
            scan.numbers.push_back(NumberColumn::Unhandled);
        scan.texts = {TextColumn::SessionHint};
        if (m_request.engagement) {
            scan.numbers.insert(scan.numbers.end(), {NumberColumn::EngagementMs, NumberColumn::ScrollDepth});
            scan.texts.push_back(TextColumn::ViewId);
        }
        if (m_request.amounts) {
            scan.numbers.push_back(NumberColumn::RevenueMinor);
            scan.texts.push_back(TextColumn::Currency);
        }
        m_dimensions.require(scan);
        return scan;
    }

    void keepWanted(const Chunk& chunk)
    {
        const auto bots = chunk.numbers(NumberColumn::IsBot);
        const auto excluded = chunk.numbers(NumberColumn::IsExcluded);
        const auto historical = m_request.skipHistorical ? chunk.numbers(NumberColumn::Historical) : std::span<const std::int64_t>();
        m_kept.clear();
        for (std::size_t row = 0; row < chunk.rows(); ++row) {
            if (isWanted(bots[row], excluded[row], m_request.bots) && (historical.empty() || historical[row] == 0))
                m_kept.push_back(static_cast<std::uint32_t>(row));
        }
    }

    void read(const Chunk& chunk)
    {
        keepWanted(chunk);
        readPeople(chunk);
        readKinds(chunk);
        appendTexts(m_hints, m_rows.hint, chunk.texts(TextColumn::SessionHint), m_kept, m_remap);
        if (m_request.engagement)
            readEngagement(chunk);
        if (m_request.amounts) {
            const auto revenue = chunk.numbers(NumberColumn::RevenueMinor);
            for (const std::uint32_t row : m_kept)
                m_rows.revenue.push_back(revenue[row]);
            appendTexts(*m_rows.currencies, m_rows.currency, chunk.texts(TextColumn::Currency), m_kept, m_remap);
        }
        m_dimensions.read(chunk, m_kept);
    }

    void readPeople(const Chunk& chunk)
    {
        const auto visitors = chunk.numbers(NumberColumn::Visitor);
        const auto bases = chunk.numbers(NumberColumn::VisitorBasis);
        const auto times = chunk.numbers(NumberColumn::EventTime);
        const auto received = chunk.numbers(NumberColumn::ReceivedAt);
        const auto seqs = chunk.numbers(NumberColumn::Seq);
        const bool linked = !m_identities.isEmpty();
        for (const std::uint32_t row : m_kept) {
            auto key = static_cast<std::uint64_t>(visitors[row]);
            if (bases[row] == 0)
                key = 0;
            else if (linked && key != 0)
                key = m_identities.resolve(key, fromMs(times[row]));
            m_rows.person.push_back(m_rows.people.numberOf(key));
            m_rows.time.push_back(times[row]);
            m_received.push_back(received[row]);
            m_seq.push_back(seqs[row]);
        }
    }

    void readKinds(const Chunk& chunk)
    {
        const auto kinds = chunk.numbers(NumberColumn::Kind);
        const auto interactive = chunk.numbers(NumberColumn::Interactive);
        const auto unhandled = m_request.unhandled ? chunk.numbers(NumberColumn::Unhandled) : std::span<const std::int64_t>();
        const auto sources = m_sources ? chunk.numbers(NumberColumn::Source) : std::span<const std::int64_t>();
        for (const std::uint32_t row : m_kept) {
            const auto kind = static_cast<Kind>(kinds[row]);
            const bool view = kind == Kind::Screen && !sources.empty() && isApp(sources[row]);
            m_rows.kind.push_back(static_cast<std::uint8_t>(kind));
            m_rows.flags.push_back(flagsOf(kind, interactive[row] != 0, view, !unhandled.empty() && unhandled[row] == 1));
        }
    }

    bool isApp(std::int64_t source)
    {
        const auto [at, isNew] = m_apps.try_emplace(source, false);
        if (isNew) {
            const auto entry = m_sources->byId(SourceId(source));
            at->second = entry && entry->source.kind == domain::SourceKind::App;
        }
        return at->second;
    }

    void readEngagement(const Chunk& chunk)
    {
        const auto ms = chunk.numbers(NumberColumn::EngagementMs);
        const auto depths = chunk.numbers(NumberColumn::ScrollDepth);
        constexpr std::int64_t most = 24 * 3'600'000;
        for (const std::uint32_t row : m_kept) {
            m_rows.engagementMs.push_back(static_cast<std::int32_t>(std::clamp<std::int64_t>(ms[row], 0, most)));
            m_rows.scrollDepth.push_back(depths[row] == domain::kAbsent ? -1 : static_cast<std::int32_t>(std::clamp<std::int64_t>(depths[row], 0, 100)));
        }
        appendTexts(m_views, m_rows.view, chunk.texts(TextColumn::ViewId), m_kept, m_remap);
    }

    /// Rows by person, time, receipt and arrival: a counting sort, then the few rows of each person.
    std::vector<std::uint32_t> ordered() const
    {
        const std::vector<std::uint32_t>& person = m_rows.person;
        std::vector<std::uint32_t> next(m_rows.people.count() + 2);
        for (const std::uint32_t p : person)
            ++next[p + 1];
        std::partial_sum(next.begin(), next.end(), next.begin());
        std::vector<std::uint32_t> order(person.size());
        for (std::uint32_t row = 0; row < person.size(); ++row)
            order[next[person[row]]++] = row;
        const auto before = [this](std::uint32_t a, std::uint32_t b) {
            return std::tie(m_rows.time[a], m_received[a], m_seq[a]) < std::tie(m_rows.time[b], m_received[b], m_seq[b]);
        };
        for (auto begin = order.begin(); begin != order.end();) {
            const auto end = std::find_if(begin, order.end(), [&](std::uint32_t row) { return person[row] != person[*begin]; });
            if (person[*begin] != 0 && !std::is_sorted(begin, end, before))
                std::sort(begin, end, before);
            begin = end;
        }
        return order;
    }

    bool isTie(std::uint32_t a, std::uint32_t b) const
    {
        return m_rows.person[a] != 0 && m_rows.person[a] == m_rows.person[b] && m_rows.time[a] == m_rows.time[b] && m_received[a] == m_received[b];
    }

    /// Message ids are long and all different, so they are read only for the rows whose order depends on them.
    Expected<void> breakTies(std::vector<std::uint32_t>& order, domain::EventScan& scan, const domain::Cancellation& cancel)
    {
        std::unordered_map<std::int64_t, std::string> ids;
        for (std::size_t i = 0; i + 1 < order.size(); ++i) {
            if (isTie(order[i], order[i + 1])) {
                ids.try_emplace(m_seq[order[i]]);
                ids.try_emplace(m_seq[order[i + 1]]);
            }
        }
        if (ids.empty())
            return {};
        domain::ScanRequest request = baseRequest();
        request.numbers = {NumberColumn::Seq};
        request.texts = {TextColumn::MessageId};
        const auto stats = scan.scan(request, [&ids](const Chunk& chunk) {
            const auto seqs = chunk.numbers(NumberColumn::Seq);
            const auto texts = chunk.texts(TextColumn::MessageId);
            for (std::size_t row = 0; row < chunk.rows(); ++row) {
                if (const auto found = ids.find(seqs[row]); found != ids.end())
                    found->second = texts.at(row);
            }
        }, cancel);
        if (!stats)
            return unexpected(stats.error());
        const auto before = [&](std::uint32_t a, std::uint32_t b) {
            return std::tie(ids[m_seq[a]], m_seq[a]) < std::tie(ids[m_seq[b]], m_seq[b]);
        };
        for (auto begin = order.begin(); begin != order.end();) {
            const auto end = std::find_if(begin + 1, order.end(), [&](std::uint32_t row) { return !isTie(*begin, row); });
            if (end - begin > 1)
                std::sort(begin, end, before);
            begin = end;
        }
        return {};
    }

    void arrange(const std::vector<std::uint32_t>& order)
    {
        gather(m_rows.person, order);
        gather(m_rows.time, order);
        gather(m_rows.kind, order);
        gather(m_rows.flags, order);
        gather(m_rows.hint, order);
        gather(m_rows.view, order);
        gather(m_rows.engagementMs, order);
        gather(m_rows.scrollDepth, order);
        gather(m_rows.revenue, order);
        gather(m_rows.currency, order);
        for (Dimension& dimension : m_rows.dimensions)
            gather(dimension.ids, order);
    }

    Rows m_rows;
    const RowRequest& m_request;
    const domain::IdentityGraph& m_identities;
    const domain::SourceDirectory* m_sources;
    DimensionReader m_dimensions;
    std::vector<std::uint32_t> m_kept;
    std::vector<std::uint32_t> m_remap;
    std::vector<std::int64_t> m_received;
    std::vector<std::int64_t> m_seq;
    Dictionary m_hints;
    Dictionary m_views;
    std::unordered_map<std::int64_t, bool> m_apps;
};

} // namespace

const Dimension* Rows::dimension(const PropertyName& property) const
{
    const auto found = std::find_if(dimensions.begin(), dimensions.end(), [&](const Dimension& d) { return d.property == property; });
    return found == dimensions.end() ? nullptr : &*found;
}

Expected<Rows> loadRows(domain::EventScan& scan, const RowRequest& request, const domain::IdentityGraph& identities,
                        const domain::SourceDirectory* sources, const AcquisitionNames& names, const domain::Cancellation& cancel)
{
    return Loader(request, identities, sources, names).load(scan, cancel);
}

} // namespace sightglass::query
