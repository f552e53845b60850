// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/peoplenames.h"

#include "domain/keymap.h"
#include "domain/linkedvisitors.h"
#include "query/foldedreport.h"
#include "query/workers.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace sightglass::query {

namespace {

using domain::NumberColumn;
using domain::TextColumn;

constexpr std::array kNameColumns{TextColumn::UserId, TextColumn::AnonymousId, TextColumn::Country};

/// Where a name stands that nothing later has replaced so far.
struct LastName
{
    std::int64_t time = 0;
    std::int64_t received = 0;
    std::size_t chunk = 0;
    std::size_t row = 0;
    std::string text; ///< Empty = none so far.
};
/// By number of the person; the first is nobody's.
using LastNames = std::vector<std::array<LastName, kNameColumns.size()>>;

/// Reads one snapshot. Immutable but for what it is given to fill; any thread.
class NameReader
{
public:
    NameReader(const domain::EventSnapshot& snapshot, const std::vector<domain::IdentityLink>& links,
               const std::vector<std::uint64_t>& people, domain::BotMode bots)
        : m_snapshot(snapshot)
        , m_links(links)
        , m_bots(bots)
    {
        m_visitors = people;
        for (const std::uint64_t person : people)
            std::ignore = m_numbers.numberOf(person);
        for (const domain::IdentityLink& link : links) {
            for (const std::uint64_t visitor : {link.from, link.to}) {
                const auto stretches = m_links.of(visitor);
                if (std::any_of(stretches.begin(), stretches.end(),
                                [this](const auto& one) { return m_numbers.find(one.person) != 0; }))
                    m_visitors.push_back(visitor);
            }
        }
        std::sort(m_visitors.begin(), m_visitors.end());
        m_visitors.erase(std::unique(m_visitors.begin(), m_visitors.end()), m_visitors.end());
    }

    [[nodiscard]] std::uint32_t numberOf(std::uint64_t person) const { return m_numbers.find(person); }

    [[nodiscard]] Expected<void> read(std::size_t index, LastNames& out) const
    {
        const domain::ChunkInfo& info = m_snapshot.chunks()[index];
        auto visitor = std::lower_bound(m_visitors.begin(), m_visitors.end(), info.firstVisitor);
        if (visitor == m_visitors.end() || *visitor > info.lastVisitor)
            return {};
        const auto chunk = m_snapshot.chunk(index);
        if (!chunk)
            return unexpected(chunk.error());
        const auto runs = (*chunk)->runs();
        const auto before = [](const domain::VisitorRun& run, std::uint64_t key) { return run.visitor() < key; };
        for (; visitor != m_visitors.end() && *visitor <= info.lastVisitor; ++visitor) {
            const auto run = std::lower_bound(runs.begin(), runs.end(), *visitor, before);
            if (run == runs.end() || run->visitor() != *visitor)
                continue;
            const std::size_t end = run + 1 == runs.end() ? (*chunk)->rows() : (run + 1)->begin;
            if (auto done = readRun(**chunk, index, *visitor, {run->begin, end}, out); !done)
                return done;
        }
        return {};
    }

    /// Replaces names by those that came later.
    [[nodiscard]] Expected<void> merge(LastNames& to, const LastNames& from) const
    {
        for (std::size_t person = 0; person < to.size(); ++person) {
            for (std::size_t column = 0; column < kNameColumns.size(); ++column) {
                if (auto done = keepLater(to[person][column], from[person][column]); !done)
                    return done;
            }
        }
        return {};
    }

private:
    using RowRange = std::pair<std::size_t, std::size_t>;

    [[nodiscard]] Expected<void> readRun(const domain::SortedChunk& chunk, std::size_t index, std::uint64_t visitor,
                                         RowRange rows, LastNames& out) const
    {
        const auto stretches = m_links.of(visitor);
        if (stretches.empty())
            return readStretch(chunk, index, visitor, rows, out);
        const domain::NumberValues times = chunk.numbers(NumberColumn::EventTime);
        std::size_t row = rows.first;
        for (const domain::LinkedVisitors::Stretch& stretch : stretches) {
            const std::size_t begin = row;
            while (row < rows.second && times.at(row) < stretch.until)
                ++row;
            if (auto done = readStretch(chunk, index, stretch.person, {begin, row}, out); !done)
                return done;
        }
        return {};
    }

    [[nodiscard]] Expected<void> readStretch(const domain::SortedChunk& chunk, std::size_t index, std::uint64_t person,
                                             RowRange rows, LastNames& out) const
    {
        const std::uint32_t number = m_numbers.find(person);
        for (std::size_t column = 0; number != 0 && column < kNameColumns.size(); ++column) {
            const domain::TextCodes texts = chunk.texts(kNameColumns[column]);
            std::size_t row = rows.second;
            while (row > rows.first && (texts.ids.at(row - 1) == 0 || !counts(chunk, row - 1)))
                --row;
            if (row == rows.first)
                continue;
            const LastName found{chunk.numbers(NumberColumn::EventTime).at(row - 1),
                                 chunk.numbers(NumberColumn::ReceivedAt).at(row - 1), index, row - 1,
                                 std::string(texts.at(row - 1))};
            if (auto done = keepLater(out[number][column], found); !done)
                return done;
        }
        return {};
    }

    [[nodiscard]] bool counts(const domain::SortedChunk& chunk, std::size_t row) const
    {
        const bool isBot = chunk.numbers(NumberColumn::IsBot).at(row) != 0;
        const bool isWanted = m_bots == domain::BotMode::Include || isBot == (m_bots == domain::BotMode::Only);
        return isWanted && chunk.numbers(NumberColumn::IsExcluded).at(row) == 0;
    }

    [[nodiscard]] Expected<void> keepLater(LastName& last, const LastName& found) const
    {
        const auto times = [](const LastName& name) { return std::tie(name.time, name.received); };
        bool isLater = !found.text.empty() && (last.text.empty() || times(last) < times(found));
        if (!last.text.empty() && !found.text.empty() && times(last) == times(found)) {
            const auto lastId = messageId(last);
            const auto foundId = messageId(found);
            if (!lastId || !foundId)
                return unexpected(lastId ? foundId.error() : lastId.error());
            isLater = *lastId < *foundId;
        }
        if (isLater)
            last = found;
        return {};
    }

    [[nodiscard]] Expected<std::string> messageId(const LastName& name) const
    {
        const auto chunk = m_snapshot.chunk(name.chunk);
        if (!chunk)
            return unexpected(chunk.error());
        return (*chunk)->messageIds().transform(
            [&name](const domain::TextCodes& ids) { return std::string(ids.at(name.row)); });
    }

    const domain::EventSnapshot& m_snapshot;
    const domain::LinkedVisitors m_links;
    const domain::BotMode m_bots;
    domain::KeyMap m_numbers;              ///< Of the people asked about.
    std::vector<std::uint64_t> m_visitors; ///< Whose rows may be theirs.
};

domain::ScanRequest namesRequest(ProjectId project)
{
    domain::ScanRequest out;
    out.project = project;
    out.range = kAlways;
    out.numbers = {NumberColumn::EventTime, NumberColumn::ReceivedAt, NumberColumn::IsBot, NumberColumn::IsExcluded};
    out.texts = {kNameColumns.begin(), kNameColumns.end()};
    return out;
}

} // namespace

Expected<std::vector<PersonNames>> namesOf(const ReportContext& context, const std::vector<std::uint64_t>& people)
{
    if (people.empty())
        return std::vector<PersonNames>();
    const auto links = context.scan.identityLinks(context.project.id);
    if (!links)
        return unexpected(links.error());
    const auto snapshot = context.scan.open(namesRequest(context.project.id), context.cancel);
    if (!snapshot)
        return unexpected(snapshot.error());
    const NameReader reader(**snapshot, *links, people, context.query.bots);
    std::vector<LastNames> found(std::max<std::size_t>(1, context.limits.workers), LastNames(people.size() + 1));
    const auto done =
        forEachIndex((*snapshot)->chunks().size(), found.size(), context.cancel,
                     [&](std::size_t worker, std::size_t index) { return reader.read(index, found[worker]); });
    if (!done)
        return unexpected(done.error());
    for (std::size_t worker = 1; worker < found.size(); ++worker) {
        if (auto merged = reader.merge(found.front(), found[worker]); !merged)
            return unexpected(merged.error());
    }
    std::vector<PersonNames> out;
    for (const std::uint64_t person : people) {
        auto& names = found.front()[reader.numberOf(person)];
        out.push_back({std::move(names[0].text), std::move(names[1].text), std::move(names[2].text)});
    }
    return out;
}

void addNames(QJsonObject& out, const PersonNames& names)
{
    for (const auto& [member, text] :
         {std::pair("user_id", &names.userId), {"anonymous_id", &names.anonymousId}, {"country", &names.country}}) {
        if (!text->empty())
            out.insert(QLatin1String(member), QString::fromStdString(*text));
    }
}

} // namespace sightglass::query
