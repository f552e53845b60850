// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people.h"

#include "domain/propertytext.h"

#include <algorithm>
#include <tuple>

namespace sightglass::query {

namespace {

using domain::NumberColumn;

/// Does `a` come after `b` by message id? Only asked when all else is equal.
Expected<bool> comesAfter(const domain::SortedChunk& a, std::uint32_t rowOfA, const domain::SortedChunk& b,
                          std::uint32_t rowOfB)
{
    const auto idsOfA = a.messageIds();
    const auto idsOfB = b.messageIds();
    if (!idsOfA || !idsOfB)
        return unexpected(idsOfA ? idsOfB.error() : idsOfA.error());
    return idsOfA->at(rowOfA) >= idsOfB->at(rowOfB);
}

} // namespace

RowRequest peopleRequest(const RowRequest& rows, const std::vector<PropertyName>& properties)
{
    RowRequest out;
    constexpr std::int64_t always = 8'640'000'000'000'000; // what a date can be, either way
    out.project = rows.project;
    out.range = {fromMs(-always), fromMs(always)};
    out.bots = rows.bots;
    out.dimensions = properties;
    out.ofPeople = true;
    return out;
}

PeopleLoader::PeopleLoader(const ChunkSet& set)
    : m_set(set)
    , m_pairs(set.request().dimensions.size())
    , m_latest(set.request().dimensions.size())
{
}

Expected<void> PeopleLoader::load(std::size_t part, const Rows& rows, std::vector<PersonProperty>& out)
{
    const std::vector<PropertyName>& properties = m_set.request().dimensions;
    const std::uint32_t people = rows.people.count();
    for (std::size_t i = 0; i < properties.size(); ++i) {
        m_pairs[i].clear();
        m_latest[i].assign(properties[i].field == Field::Trait ? people + 1 : 0, Latest());
    }
    Expected<void> done;
    for (const OpenChunk& chunk : m_set.chunks()) {
        chunk.forEachStretch(part, [&](std::uint64_t key, std::uint32_t begin, std::uint32_t end) {
            const std::uint32_t person = rows.people.find(key);
            for (std::size_t i = 0; person != 0 && done && i < properties.size(); ++i) {
                if (properties[i].field == Field::Trait)
                    done = readTrait(chunk, i, person, begin, end);
                else
                    readIds(chunk, i, person, begin, end);
            }
        });
        if (!done)
            return done;
    }
    out.resize(properties.size());
    for (std::size_t i = 0; i < properties.size(); ++i) {
        out[i].property = properties[i];
        out[i].values = m_set.dictionaries()[i];
        finish(out[i], i, people);
    }
    return {};
}

void PeopleLoader::readIds(const OpenChunk& chunk, std::size_t index, std::uint32_t person, std::uint32_t begin,
                           std::uint32_t end)
{
    const CodeColumn& column = chunk.columns[index];
    auto& pairs = m_pairs[index];
    for (std::uint32_t row = begin; row < end; ++row) {
        const std::pair found{person, column.ids[column.codes.at(row)]};
        if (found.second != 0 && (pairs.empty() || pairs.back() != found))
            pairs.push_back(found);
    }
}

Expected<void> PeopleLoader::readTrait(const OpenChunk& open, std::size_t index, std::uint32_t person,
                                       std::uint32_t begin, std::uint32_t end)
{
    const CodeColumn& column = open.columns[index];
    const domain::SortedChunk& chunk = *open.chunk;
    Latest& latest = m_latest[index][person];
    for (std::uint32_t row = begin; row < end; ++row) {
        const std::uint32_t value = column.ids[column.codes.at(row)];
        if (value == 0 || chunk.numbers(NumberColumn::Kind).at(row) == static_cast<std::int64_t>(domain::Kind::Group))
            continue;
        const Latest found{chunk.numbers(NumberColumn::EventTime).at(row),
                           chunk.numbers(NumberColumn::ReceivedAt).at(row), &chunk, row, value};
        bool later =
            latest.chunk == nullptr || std::tie(latest.time, latest.received) < std::tie(found.time, found.received);
        if (latest.chunk && latest.time == found.time && latest.received == found.received) {
            const auto after = comesAfter(chunk, row, *latest.chunk, latest.row);
            if (!after)
                return unexpected(after.error());
            later = *after;
        }
        if (later)
            latest = found;
    }
    return {};
}

void PeopleLoader::finish(PersonProperty& out, std::size_t index, std::uint32_t people)
{
    auto& pairs = m_pairs[index];
    for (std::uint32_t person = 0; person < m_latest[index].size(); ++person) {
        const std::uint32_t latest = m_latest[index][person].value;
        if (latest != 0 && out.values->text(latest) != domain::kDeletedValue)
            pairs.emplace_back(person, latest);
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    out.first.assign(people + 2, 0);
    out.ids.clear();
    for (const auto& [person, value] : pairs) {
        ++out.first[person + 1];
        out.ids.push_back(value);
    }
    for (std::size_t p = 1; p < out.first.size(); ++p)
        out.first[p] += out.first[p - 1];
}

} // namespace sightglass::query
