// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/cellreport.h"

#include <QJsonArray>

#include <algorithm>
#include <numeric>
#include <span>

namespace sightglass::query {

namespace {

Metric sortMetric(const domain::Query& query)
{
    Metric metric = metricsOf(query).front();
    return parseMetric(query.sort, metric) ? metric : metricsOf(query).front();
}

/// Whether sums over values say what they make together, but for distinct people: no event and no visit stands under
/// several values.
bool valuesAddUp(const domain::Query& query, const CellRequest& groups)
{
    const Level level = levelOf(groups.grouping.property->field);
    const bool each = level == Level::Visit || (level == Level::Event && !FactNeeds::of(query).rows.visits);
    return each && !groups.needs.errors && !groups.needs.goals && !groups.needs.pages;
}

/// Some of the groups as one.
Expected<Tallies> together(const TallySource& source, CellRequest request, const Tallies& groups,
                           std::span<const std::uint32_t> slots)
{
    std::vector<std::uint8_t> wanted(request.grouping.slots);
    for (const std::uint32_t slot : slots)
        wanted[slot] = 1;
    if (auto sum = groups.together(wanted))
        return *std::move(sum);
    std::vector<std::uint32_t> slotOfSlot(wanted.size());
    std::transform(wanted.begin(), wanted.end(), slotOfSlot.begin(),
                   [](std::uint8_t isWanted) { return isWanted ? 0 : kNone; });
    request.grouping.reassign(slotOfSlot, 1);
    request.logsPeople = false;
    if (slots.empty()) // needs no second look
        return emptyTallies(request);
    auto counted = source.count({&request, 1});
    if (!counted)
        return unexpected(counted.error());
    return std::move(counted->tallies.front());
}

class Breakdown final : public CellReport
{
public:
    Breakdown(const ReportContext& context, PropertyName property)
        : m_context(context)
        , m_property(std::move(property))
    {
    }

    std::vector<domain::TimeRange> ranges() const override { return {m_context.query.range}; }
    Expected<std::vector<CellRequest>> requests(const Vocabulary& vocabulary) override
    {
        const Grouping grouping = groupingOf(vocabulary, m_property);
        m_requests.assign(1, {grouping, {}, tallyNeeds(m_context, grouping)});
        m_requests.front().logsPeople = valuesAddUp(m_context.query, m_requests.front());
        if (!m_requests.front().logsPeople)
            m_requests.push_back({{}, {}, tallyNeeds(m_context)});
        return m_requests;
    }
    Expected<void> take(std::size_t range, const TallySource& source, const TallySource::Counted& counted) override;
    QJsonObject answer() const override { return m_answer; }

private:
    [[nodiscard]] Expected<Tallies> total(const TallySource& source, const TallySource::Counted& counted) const;

    const ReportContext& m_context;
    PropertyName m_property;
    std::vector<CellRequest> m_requests; ///< The values, and everything as one where values do not add up.
    QJsonObject m_answer;
};

Expected<Tallies> Breakdown::total(const TallySource& source, const TallySource::Counted& counted) const
{
    if (m_requests.size() > 1)
        return counted.tallies.back();
    std::vector<std::uint32_t> all(m_requests.front().grouping.slots);
    std::iota(all.begin(), all.end(), 0U);
    return together(source, m_requests.front(), counted.tallies.front(), all);
}

Expected<void> Breakdown::take(std::size_t, const TallySource& source, const TallySource::Counted& counted)
{
    const Vocabulary& vocabulary = source.vocabulary();
    const Grouping& grouping = m_requests.front().grouping;
    const std::vector<Group> groups = groupsOf(vocabulary, grouping, counted.spellings.front());
    const MetricContext metrics{counted.tallies.front(), *vocabulary.currencies(), m_context.project.currency,
                                grouping.isOfPages()};
    const auto page =
        static_cast<std::size_t>(m_context.query.offset) + static_cast<std::size_t>(m_context.query.limit);
    const std::vector<std::uint32_t> order = ranked(m_context, metrics, groups, sortMetric(m_context.query), page);
    const std::size_t begin = std::min(order.size(), static_cast<std::size_t>(m_context.query.offset));
    const std::size_t end = std::min(order.size(), begin + static_cast<std::size_t>(m_context.query.limit));
    QJsonArray rows;
    for (std::size_t i = begin; i < end; ++i) {
        QJsonObject row = metricsObject(m_context, metrics, order[i]);
        row.insert(QStringLiteral("value"), groupValue(groups[order[i]]));
        rows.append(row);
    }
    std::vector<std::uint32_t> others(order.begin() + static_cast<std::ptrdiff_t>(end), order.end());
    for (std::uint32_t slot = 0; slot < groups.size(); ++slot) {
        if (isHidden(m_context, groups[slot]))
            others.push_back(slot);
    }
    const auto rest = together(source, m_requests.front(), metrics.tallies, others);
    if (!rest)
        return unexpected(rest.error());
    const auto all = total(source, counted);
    if (!all)
        return unexpected(all.error());
    m_answer = {{QStringLiteral("rows"), rows},
                {QStringLiteral("other"),
                 metricsObject(m_context, {*rest, metrics.currencies, metrics.currency, metrics.byPage}, 0)},
                {QStringLiteral("total"), metricsObject(m_context, {*all, metrics.currencies, metrics.currency}, 0)}};
    if (end < order.size())
        m_answer.insert(QStringLiteral("next"), QString::number(end));
    return {};
}

} // namespace

Expected<std::unique_ptr<CellReport>> makeBreakdown(const ReportContext& context)
{
    auto property = parseProperty(context.query.property);
    if (!property || property->field == Field::Goal)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("not a property to break down by"),
                          QStringLiteral("/property"));
    return std::unique_ptr<CellReport>(std::make_unique<Breakdown>(context, *std::move(property)));
}

} // namespace sightglass::query
