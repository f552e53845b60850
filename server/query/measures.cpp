// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/measures.h"

#include "query/measure.h"
#include "query/reportjson.h"
#include "query/valuenumbers.h"
#include "query/workers.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace sightglass::query {

namespace {

constexpr std::size_t kMaxRemembered = 16'000'000;
constexpr std::size_t kMaxMeasureCells = 500'000;
const PropertyName kSession{Field::AnonymousId, {}};

PropertyName named(const std::string& key)
{
    return {Field::Property, key};
}

/// Slots that have events, the best by the first measure first; ties by value, absent last.
std::vector<std::uint32_t> bestSlots(MeasuresFold& fold)
{
    const ValueSlots& slots = *fold.slots();
    std::vector<std::pair<double, std::uint32_t>> order;
    for (std::uint32_t slot = 0; slot < slots.size(); ++slot) {
        const double rank = fold.cells().rank(slot);
        if (fold.cells().count(slot) > 0)
            order.emplace_back(std::isnan(rank) ? -std::numeric_limits<double>::infinity() : rank, slot);
    }
    std::sort(order.begin(), order.end(), [&slots](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : slots.isBefore(a.second, b.second);
    });
    std::vector<std::uint32_t> out;
    for (const auto& [rank, slot] : order)
        out.push_back(slot);
    return out;
}

/// How many distinct people `other` holds is no sum: it is a place of its own.
void placeBest(MeasureLayout& layout, const std::vector<std::uint32_t>& best, std::size_t slots, std::size_t limit)
{
    const std::size_t shown = std::min(best.size(), limit);
    layout.placeOfSlot.assign(slots, kNone);
    for (std::size_t i = 0; i < best.size(); ++i)
        layout.placeOfSlot[best[i]] = static_cast<std::uint32_t>(1 + std::min(i, shown));
    layout.places = 1 + shown + (best.size() > shown ? 1 : 0);
}

class MeasuresAnswer
{
public:
    MeasuresAnswer(const ReportContext& context, const MeasureLayout& layout, MeasuresFold& fold)
        : m_context(context)
        , m_layout(layout)
        , m_fold(fold)
    {
    }

    [[nodiscard]] QJsonObject of(std::size_t place)
    {
        QJsonObject out{{QStringLiteral("measures"), m_fold.cells().shown(m_layout.cell(place))}};
        if (!m_layout.buckets.empty())
            out.insert(QStringLiteral("buckets"), buckets(place));
        return out;
    }

private:
    [[nodiscard]] QJsonArray buckets(std::size_t place)
    {
        const bool isUtc = m_context.query.timezone == "UTC";
        QJsonArray out;
        for (std::size_t b = 0; b < m_layout.buckets.size(); ++b) {
            const Bucket& bucket = m_layout.buckets[b];
            QJsonObject one = m_fold.cells().shown(m_layout.cell(place) + 1 + b);
            one.insert(QStringLiteral("start"), m_context.calendar.label(bucket.start));
            one.insert(QStringLiteral("complete"), isComplete(bucket));
            if (isUtc)
                one.insert(QStringLiteral("tsId"), number(bucketNumber(m_context.query.interval, bucket.start)));
            out.append(one);
        }
        return out;
    }

    /// Over, and whole within the range.
    [[nodiscard]] bool isComplete(const Bucket& bucket) const
    {
        const domain::TimeRange& range = m_context.query.range;
        return bucket.start >= range.from && bucket.end <= range.to && bucket.end <= m_context.now;
    }

    const ReportContext& m_context;
    const MeasureLayout& m_layout;
    MeasuresFold& m_fold;
};

Expected<MeasuresFold> folded(const ReportContext& context, const FactSource& source, const MeasureLayout& layout)
{
    return foldPeople<MeasuresFold>(
        context, source, [&](const Vocabulary& vocabulary) { return MeasuresFold::make(context, layout, vocabulary); });
}

/// Which values are the best is known from a first look at all of them.
Expected<std::vector<std::uint32_t>> findBest(const ReportContext& context, const FactSource& source,
                                              MeasureLayout& layout)
{
    MeasureLayout ranking;
    ranking.measures = {layout.measures.front()};
    ranking.hasAll = false;
    const ValueSlots slots(*groupingOf(context.query), source.vocabulary()->of(columnOf(*groupingOf(context.query))));
    ranking.places = slots.size();
    for (std::uint32_t slot = 0; slot < slots.size(); ++slot)
        ranking.placeOfSlot.push_back(slot);
    auto fold = folded(context, source, ranking);
    if (!fold)
        return unexpected(fold.error());
    const std::vector<std::uint32_t> best = bestSlots(*fold);
    placeBest(layout, best, slots.size(), static_cast<std::size_t>(context.query.limit));
    return best;
}

} // namespace

FactsRequest MeasuresFold::request(const ReportContext& context)
{
    FactsRequest out{context.query.range, FactNeeds::of(context.query)};
    for (const domain::Measure& measure : context.query.measures.measures) {
        if (!measure.property.empty())
            out.needs.add(named(measure.property));
        else if (measure.kind == domain::MeasureKind::Sessions) // of the row, not of its person
            out.needs.rows.dimensions.push_back(kSession);
    }
    return out;
}

Expected<MeasuresFold> MeasuresFold::make(const ReportContext& context, const MeasureLayout& layout,
                                          const Vocabulary& vocabulary)
{
    if (layout.cell(layout.places) > kMaxMeasureCells)
        return tooLarge("the property has too many values for so many intervals; narrow the range or filter");
    return MeasuresFold(context, layout, vocabulary);
}

MeasuresFold::MeasuresFold(const ReportContext& context, const MeasureLayout& layout, const Vocabulary& vocabulary)
    : m_context(&context)
    , m_layout(&layout)
    , m_cells(layout.measures, layout.cell(layout.places))
    , m_buckets(layout.buckets)
{
    if (!layout.placeOfSlot.empty())
        m_slots.emplace(*groupingOf(context.query), vocabulary.of(columnOf(*groupingOf(context.query))));
    for (const std::string& key : m_cells.properties())
        m_numbers.push_back(numbersOf(*vocabulary.of(named(key))));
    m_row.values.resize(m_numbers.size());
    m_row.numbers.resize(m_numbers.size());
}

void MeasuresFold::takeColumns(const Facts& part)
{
    m_session = m_cells.needsSessions() ? part.rows.dimension(kSession) : nullptr;
    m_columns.clear();
    for (const std::string& key : m_cells.properties())
        m_columns.push_back(part.rows.dimension(named(key)));
}

Expected<void> MeasuresFold::take(const Facts& part)
{
    const Rows& rows = part.rows;
    takeColumns(part);
    std::optional<Values> values;
    if (m_slots)
        values.emplace(part, *groupingOf(m_context->query));
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        if (row % kRowsBetweenChecks == 0 && m_context->cancel.isCancelled())
            return cancelled();
        if (!part.converts[row] || !part.range.contains(fromMs(rows.time[row])))
            continue;
        measure(part, row);
        findPlaces(part, values ? &*values : nullptr, row);
        for (const std::uint32_t place : m_places) {
            m_cells.add(m_layout->cell(place), m_row);
            if (!m_layout->buckets.empty())
                m_cells.add(m_layout->cell(place) + 1 + m_buckets.of(rows.time[row]), m_row);
        }
    }
    m_personBase += rows.keys.size();
    if (m_cells.remembered() > kMaxRemembered)
        return tooLarge("more than sixteen million values are to be compared; narrow the range or filter");
    return {};
}

void MeasuresFold::measure(const Facts& part, std::uint32_t row)
{
    const std::uint32_t person = part.rows.person[row];
    m_row.person = person == 0 ? 0 : m_personBase + person;
    m_row.session = m_session ? m_session->ids[row] : 0;
    for (std::size_t p = 0; p < m_columns.size(); ++p) {
        m_row.values[p] = m_columns[p]->ids[row];
        m_row.numbers[p] = m_numbers[p][m_row.values[p]];
    }
}

void MeasuresFold::findPlaces(const Facts& part, const Values* values, std::uint32_t row)
{
    m_places.clear();
    if (m_layout->hasAll)
        m_places.push_back(0);
    if (!values)
        return;
    m_slots->countUnder(part, *values, row, m_slotsOfRow);
    for (const std::uint32_t slot : m_slotsOfRow) {
        const std::uint32_t place = m_layout->placeOfSlot[slot];
        if (place != kNone && std::find(m_places.begin(), m_places.end(), place) == m_places.end())
            m_places.push_back(place);
    }
}

void MeasuresFold::merge(MeasuresFold&& other)
{
    if (m_slots)
        m_slots->merge(*other.m_slots);
    m_cells.merge(std::move(other.m_cells));
}

Expected<QJsonObject> measures(ReportContext& context)
{
    const auto source = openFacts(context, MeasuresFold::request(context));
    if (!source)
        return unexpected(source.error());
    MeasureLayout layout;
    layout.measures = context.query.measures.measures;
    if (context.query.measures.isSeries)
        layout.buckets = context.calendar.buckets(context.query.range, context.query.interval, kMaxMeasureCells);
    const bool isSplit = !context.query.property.empty();
    std::vector<std::uint32_t> best;
    if (isSplit) {
        auto found = findBest(context, **source, layout);
        if (!found)
            return unexpected(found.error());
        best = *std::move(found);
    }
    auto fold = folded(context, **source, layout);
    if (!fold)
        return unexpected(fold.error());
    MeasuresAnswer answer(context, layout, *fold);
    QJsonObject out = answer.of(0);
    if (!isSplit)
        return out;
    const std::size_t shown = std::min(best.size(), static_cast<std::size_t>(context.query.limit));
    QJsonArray groups;
    for (std::size_t i = 0; i < shown; ++i) {
        QJsonObject group = answer.of(1 + i);
        group.insert(QStringLiteral("value"), fold->slots()->shown(best[i]));
        groups.append(group);
    }
    out.insert(QStringLiteral("groups"), groups);
    if (best.size() > shown)
        out.insert(QStringLiteral("other"), answer.of(1 + shown));
    return out;
}

} // namespace sightglass::query
