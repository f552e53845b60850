// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/rowverdicts.h"

#include "query/columns.h"

#include <array>
#include <vector>

namespace sightglass::query {

namespace {

using domain::Kind;
using domain::NumberColumn;
using domain::NumberValues;

constexpr std::size_t kKinds = 256;

std::uint8_t flagsOf(Kind kind, bool interactive)
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
    if (kind == Kind::Pageview)
        flags |= kPageview;
    if (kind == Kind::Custom && interactive)
        flags |= kIntent;
    if (kind == Kind::Exception)
        flags |= kException;
    return static_cast<std::uint8_t>(flags);
}

using FlagTable = std::array<std::uint8_t, kKinds>;

FlagTable flagTable(bool interactive)
{
    FlagTable out{};
    for (std::size_t kind = 0; kind < kKinds; ++kind)
        out[kind] = flagsOf(static_cast<Kind>(kind), interactive);
    return out;
}

/// Drops rows from a chunk's `keep`, which says nothing until the first row is dropped.
class Judge
{
public:
    explicit Judge(OpenChunk& chunk)
        : m_chunk(chunk)
    {
    }

    template <typename Wanted> void keepIf(const NumberValues& values, Wanted wanted)
    {
        const std::size_t rows = m_chunk.chunk->rows();
        if (isConstant(values) && rows > 0 && wanted(values.at(0)))
            return;
        bool all = true;
        forEachNumber(values, rows, [&](std::size_t, std::int64_t number) { all &= wanted(number); });
        if (all)
            return;
        m_verdicts.resize(rows);
        forEachNumber(values, rows, [&](std::size_t row, std::int64_t number) {
            m_verdicts[row] = static_cast<std::uint8_t>(wanted(number));
        });
        m_chunk.keep.keepOnly(m_verdicts);
    }

private:
    OpenChunk& m_chunk;
    std::vector<std::uint8_t> m_verdicts; ///< By row.
};

/// Screens of apps are page views; the flags do not tell a screen, its kind does.
void flagScreens(OpenChunk& chunk, const domain::SourceDirectory& directory)
{
    const NumberValues kinds = chunk.chunk->numbers(NumberColumn::Kind);
    std::int64_t known = domain::kAbsent;
    bool isApp = false;
    forEachNumber(chunk.chunk->numbers(NumberColumn::Source), chunk.chunk->rows(),
                  [&](std::size_t row, std::int64_t source) {
                      if (kinds.at(row) != static_cast<std::int64_t>(Kind::Screen))
                          return;
                      if (source != known) {
                          const auto entry = directory.byId(SourceId(source));
                          isApp = entry && entry->source.kind == domain::SourceKind::App;
                          known = source;
                      }
                      if (isApp)
                          chunk.flags[row] |= kPageview;
                  });
}

} // namespace

void judgeRows(OpenChunk& chunk, const domain::ChunkInfo& info, const RowRequest& request,
               const std::vector<Kind>& kinds)
{
    Judge judge(chunk);
    if (!kinds.empty()) {
        std::array<bool, kKinds> wanted{};
        for (const Kind kind : kinds)
            wanted[static_cast<std::size_t>(kind)] = true;
        judge.keepIf(chunk.chunk->numbers(NumberColumn::Kind),
                     [&](std::int64_t kind) { return wanted[static_cast<std::size_t>(kind) % kKinds]; });
    }
    judge.keepIf(chunk.chunk->numbers(NumberColumn::IsExcluded), [](std::int64_t excluded) { return excluded == 0; });
    if (request.bots != domain::BotMode::Include) {
        const bool wanted = request.bots == domain::BotMode::Only;
        judge.keepIf(chunk.chunk->numbers(NumberColumn::IsBot),
                     [wanted](std::int64_t bot) { return (bot != 0) == wanted; });
    }
    if (request.skipHistorical)
        judge.keepIf(chunk.chunk->numbers(NumberColumn::Historical),
                     [](std::int64_t historical) { return historical == 0; });
    if (info.times.from < request.range.from || info.times.to > request.range.to) {
        const std::int64_t from = toMs(request.range.from);
        const std::int64_t to = toMs(request.range.to);
        judge.keepIf(chunk.chunk->numbers(NumberColumn::EventTime),
                     [=](std::int64_t time) { return from <= time && time < to; });
    }
}

void flagRows(OpenChunk& chunk, const RowRequest& request, const domain::SourceDirectory* sources)
{
    const std::size_t rows = chunk.chunk->rows();
    static const std::array<FlagTable, 2> tables{flagTable(false), flagTable(true)};
    chunk.flags.assign(rows, 0);
    const NumberValues interactive = chunk.chunk->numbers(NumberColumn::Interactive);
    std::uint8_t seen = 0;
    std::uint8_t* const flags = chunk.flags.data();
    if (isConstant(interactive) || rows == 0) {
        const FlagTable& table = tables[rows > 0 && interactive.at(0) != 0 ? 1 : 0];
        forEachNumber(chunk.chunk->numbers(NumberColumn::Kind), rows, [&](std::size_t row, std::int64_t kind) {
            flags[row] = table[static_cast<std::size_t>(kind) % kKinds];
            seen |= static_cast<std::uint8_t>(kind == static_cast<std::int64_t>(Kind::Screen));
        });
    } else {
        forEachNumber(interactive, rows, [&](std::size_t row, std::int64_t yes) { flags[row] = yes != 0; });
        forEachNumber(chunk.chunk->numbers(NumberColumn::Kind), rows, [&](std::size_t row, std::int64_t kind) {
            flags[row] = tables[flags[row]][static_cast<std::size_t>(kind) % kKinds];
            seen |= static_cast<std::uint8_t>(kind == static_cast<std::int64_t>(Kind::Screen));
        });
    }
    if (request.unhandled) {
        forEachNumber(chunk.chunk->numbers(NumberColumn::Unhandled), rows,
                      [&](std::size_t row, std::int64_t unhandled) {
                          if (unhandled == 1 && (flags[row] & kException))
                              flags[row] |= kUnhandled;
                      });
    }
    if (seen && sources)
        flagScreens(chunk, *sources);
}

} // namespace sightglass::query
