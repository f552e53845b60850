// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace sightglass::query {

namespace {

using domain::Chunk;
using domain::NumberColumn;
using domain::TextColumn;

/// The latest value of one trait seen so far, with what makes it the latest.
struct Latest
{
    std::int64_t time = 0;
    std::int64_t received = 0;
    std::string messageId;
    std::uint32_t value = 0;
};

class PeopleReader
{
public:
    PeopleReader(const RowRequest& request, const Rows& rows, const std::vector<PropertyName>& properties, const domain::IdentityGraph& identities)
        : m_request(request)
        , m_rows(rows)
        , m_identities(identities)
        , m_pairs(properties.size())
        , m_latest(properties.size())
    {
        for (const PropertyName& property : properties)
            m_out.push_back({property, std::make_shared<Dictionary>(), {}, {}});
    }

    domain::ScanRequest scanRequest() const
    {
        domain::ScanRequest scan;
        scan.project = m_request.project;
        constexpr std::int64_t always = 8'640'000'000'000'000; // what a date can be, either way
        scan.range = {fromMs(-always), fromMs(always)};
        scan.numbers = {NumberColumn::EventTime, NumberColumn::ReceivedAt, NumberColumn::Kind, NumberColumn::VisitorBasis,
                        NumberColumn::Visitor, NumberColumn::IsBot, NumberColumn::IsExcluded};
        for (const PersonProperty& property : m_out) {
            if (property.property.field == Field::Trait)
                scan.traits.push_back(property.property.key);
            else
                scan.texts.push_back(property.property.field == Field::UserId ? TextColumn::UserId : TextColumn::AnonymousId);
        }
        if (!scan.traits.empty())
            scan.texts.push_back(TextColumn::MessageId);
        return scan;
    }

    void read(const Chunk& chunk)
    {
        readRows(chunk);
        std::size_t trait = 0;
        for (std::size_t i = 0; i < m_out.size(); ++i) {
            const Field field = m_out[i].property.field;
            if (field == Field::Trait)
                readTrait(chunk, chunk.trait(trait++), i);
            else
                readIds(chunk.texts(field == Field::UserId ? TextColumn::UserId : TextColumn::AnonymousId), i);
        }
    }

    std::vector<PersonProperty> take()
    {
        for (std::size_t i = 0; i < m_out.size(); ++i) {
            for (const auto& [person, latest] : m_latest[i])
                m_pairs[i].emplace_back(person, latest.value);
            finish(m_out[i], m_pairs[i]);
        }
        return std::move(m_out);
    }

private:
    using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

    void readRows(const Chunk& chunk)
    {
        const auto bots = chunk.numbers(NumberColumn::IsBot);
        const auto excluded = chunk.numbers(NumberColumn::IsExcluded);
        const auto visitors = chunk.numbers(NumberColumn::Visitor);
        const auto bases = chunk.numbers(NumberColumn::VisitorBasis);
        const auto times = chunk.numbers(NumberColumn::EventTime);
        m_people.clear();
        m_kept.clear();
        for (std::size_t row = 0; row < chunk.rows(); ++row) {
            if (bases[row] == 0 || !isWanted(bots[row], excluded[row], m_request.bots))
                continue;
            const std::uint64_t key = m_identities.resolve(static_cast<std::uint64_t>(visitors[row]), fromMs(times[row]));
            if (const std::uint32_t person = m_rows.people.find(key)) {
                m_people.push_back(person);
                m_kept.push_back(static_cast<std::uint32_t>(row));
            }
        }
    }

    void readIds(const domain::TextValues& values, std::size_t index)
    {
        for (std::size_t i = 0; i < m_kept.size(); ++i) {
            if (values.ids[m_kept[i]] != 0)
                m_pairs[index].emplace_back(m_people[i], m_out[index].values->idOf(values.at(m_kept[i])));
        }
    }

    void readTrait(const Chunk& chunk, const domain::TextValues& values, std::size_t index)
    {
        const auto times = chunk.numbers(NumberColumn::EventTime);
        const auto received = chunk.numbers(NumberColumn::ReceivedAt);
        const auto kinds = chunk.numbers(NumberColumn::Kind);
        const auto ids = chunk.texts(TextColumn::MessageId);
        for (std::size_t i = 0; i < m_kept.size(); ++i) {
            const std::uint32_t row = m_kept[i];
            if (values.ids[row] == 0 || kinds[row] == static_cast<std::int64_t>(domain::Kind::Group))
                continue;
            const auto [at, isNew] = m_latest[index].try_emplace(m_people[i]);
            Latest& latest = at->second;
            const std::string_view id = ids.at(row);
            const std::string_view known = latest.messageId;
            if (isNew || std::tie(latest.time, latest.received, known) <= std::tie(times[row], received[row], id))
                latest = {times[row], received[row], std::string(id), m_out[index].values->idOf(values.at(row))};
        }
    }

    void finish(PersonProperty& out, Pairs& pairs) const
    {
        std::sort(pairs.begin(), pairs.end());
        pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
        out.first.assign(m_rows.people.count() + 2, 0);
        for (const auto& [person, value] : pairs) {
            ++out.first[person + 1];
            out.ids.push_back(value);
        }
        for (std::size_t p = 1; p < out.first.size(); ++p)
            out.first[p] += out.first[p - 1];
    }

    const RowRequest& m_request;
    const Rows& m_rows;
    const domain::IdentityGraph& m_identities;
    std::vector<PersonProperty> m_out;
    std::vector<Pairs> m_pairs;
    std::vector<std::unordered_map<std::uint32_t, Latest>> m_latest;
    std::vector<std::uint32_t> m_people;
    std::vector<std::uint32_t> m_kept;
};

} // namespace

Expected<std::vector<PersonProperty>> loadPeople(domain::EventScan& scan, const RowRequest& request, const Rows& rows,
                                                 const std::vector<PropertyName>& properties,
                                                 const domain::IdentityGraph& identities, const domain::Cancellation& cancel)
{
    if (properties.empty())
        return std::vector<PersonProperty>();
    PeopleReader reader(request, rows, properties, identities);
    const auto stats = scan.scan(reader.scanRequest(), [&reader](const Chunk& chunk) { reader.read(chunk); }, cancel);
    if (!stats)
        return unexpected(stats.error());
    return reader.take();
}

} // namespace sightglass::query
