// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/funnel.h"

#include "query/foldedreport.h"
#include "query/reportjson.h"
#include "query/workers.h"

#include <algorithm>
#include <numeric>

namespace sightglass::query {

namespace {

constexpr std::size_t kMaxStepTimes = 16'000'000;
constexpr std::size_t kMaxGroups = 100'000;

} // namespace

/// Later steps may lie past the range's end.
FactsRequest FunnelFold::request(const ReportContext& context, const domain::TimeRange& range)
{
    FactsRequest out{{range.from, range.to + context.query.funnel.window}, FactNeeds::of(context.query)};
    for (const domain::Condition& step : context.query.funnel.steps)
        out.needs.add(step);
    out.needs.rows.visits = out.needs.rows.visits || context.query.funnel.unit == domain::FunnelUnit::Visit;
    // In a strict funnel what is no step is an obstacle.
    if (context.query.funnel.order != domain::StepOrder::Strict && out.needs.areOfEventsAlone())
        out.only = context.query.funnel.steps;
    return out;
}

Expected<FunnelFold> FunnelFold::make(const ReportContext& context, const domain::TimeRange& range,
                                      const Vocabulary& vocabulary)
{
    return FunnelFold(context, range, vocabulary);
}

FunnelFold::FunnelFold(const ReportContext& context, const domain::TimeRange& range, const Vocabulary& vocabulary)
    : m_context(&context)
    , m_range(range)
    , m_steps(context.query.funnel.steps, vocabulary)
    , m_matcher(context.query.funnel, range)
{
    const auto property = groupingOf(context.query);
    if (!property)
        return;
    m_slots.emplace(*property, vocabulary.of(columnOf(*property)));
    m_groupOfSlot.assign(m_slots->size(), kNone);
}

Expected<void> FunnelFold::take(const Facts& facts)
{
    const auto bits = m_steps.bits(facts);
    if (!bits)
        return unexpected(bits.error());
    std::optional<Values> values;
    if (const auto property = groupingOf(m_context->query))
        values.emplace(facts, *property);
    const Part part{facts, *bits, values ? &*values : nullptr};
    const auto done = question().unit == domain::FunnelUnit::Visit ? takeVisits(part) : takePeople(part);
    return done ? checkSize() : done;
}

Expected<void> FunnelFold::takePeople(const Part& part)
{
    const std::vector<std::uint32_t>& person = part.facts.rows.person;
    for (std::uint32_t row = 0; row < person.size(); ++row) {
        if (row > 0 && person[row] != person[row - 1])
            count(part);
        if (row % kRowsBetweenChecks == 0 && m_context->cancel.isCancelled())
            return cancelled();
        if (person[row] != 0)
            collect(part, row);
    }
    count(part);
    return {};
}

Expected<void> FunnelFold::takeVisits(const Part& part)
{
    const Visits& visits = part.facts.visits;
    for (std::uint32_t number = 0; number < visits.list.size(); ++number) {
        if (number % kRowsBetweenChecks == 0 && m_context->cancel.isCancelled())
            return cancelled();
        for (std::uint32_t row = visits.list[number].begin; row < visits.list[number].end; ++row) {
            if (visits.ofRow[row] == number)
                collect(part, row);
        }
        count(part);
    }
    return {};
}

/// In strict order whatever the person did stands between.
void FunnelFold::collect(const Part& part, std::uint32_t row)
{
    const Facts& facts = part.facts;
    const bool isStrict = question().order == domain::StepOrder::Strict;
    const bool isBack = isStrict && isBackground(facts.rows, row);
    if (part.bits[row] != 0 || (isStrict && !isBack && facts.chosen[row]))
        m_events.push_back({facts.rows.time[row], row, part.bits[row], isBack});
}

void FunnelFold::count(const Part& part)
{
    if (m_events.empty())
        return;
    const Attempt attempt = m_matcher.best(m_events);
    m_events.clear();
    if (attempt.level == 0)
        return;
    countInto(m_total, attempt);
    if (!m_slots)
        return;
    m_slots->countUnder(part.facts, *part.values, attempt.firstRow, m_slotsOfOne);
    for (const std::uint32_t slot : m_slotsOfOne)
        countInto(m_groups[groupOf(slot)], attempt);
}

void FunnelFold::countInto(Levels& levels, const Attempt& attempt)
{
    for (std::size_t k = 0; k < attempt.level; ++k)
        ++levels[k].count;
    for (std::size_t k = 1; k < attempt.level; ++k)
        levels[k].times.push_back(attempt.times[k] - attempt.times[k - 1]);
    m_times += attempt.level - 1;
}

std::uint32_t FunnelFold::groupOf(std::uint32_t slot)
{
    if (m_groupOfSlot[slot] == kNone) {
        m_groupOfSlot[slot] = static_cast<std::uint32_t>(m_groups.size());
        m_slotOfGroup.push_back(slot);
        m_groups.emplace_back();
    }
    return m_groupOfSlot[slot];
}

Expected<void> FunnelFold::checkSize() const
{
    if (m_times > kMaxStepTimes)
        return tooLarge("more than sixteen million steps were made; narrow the range or filter");
    if (m_groups.size() > kMaxGroups)
        return tooLarge("the property has more than a hundred thousand values; narrow the range or filter");
    return {};
}

void FunnelFold::merge(FunnelFold&& other)
{
    const auto add = [](Levels& to, Levels& from) {
        for (std::size_t k = 0; k < kMaxSteps; ++k) {
            to[k].count += from[k].count;
            to[k].times.insert(to[k].times.end(), from[k].times.begin(), from[k].times.end());
            from[k].times = {};
        }
    };
    add(m_total, other.m_total);
    m_times += other.m_times;
    if (!m_slots)
        return;
    m_slots->merge(*other.m_slots);
    for (std::size_t group = 0; group < other.m_groups.size(); ++group)
        add(m_groups[groupOf(other.m_slotOfGroup[group])], other.m_groups[group]);
}

QJsonArray FunnelFold::stepList(Levels& levels) const
{
    QJsonArray out;
    for (std::size_t k = 0; k < question().steps.size(); ++k) {
        const std::int64_t count = levels[k].count;
        QJsonObject step{{QStringLiteral("count"), number(count)},
                         {QStringLiteral("overall_rate"), rate(count, levels[0].count)}};
        step.insert(QStringLiteral("step_rate"), k == 0 ? QJsonValue() : rate(count, levels[k - 1].count));
        step.insert(QStringLiteral("drop_off"), k == 0 ? QJsonValue() : number(levels[k - 1].count - count));
        step.insert(QStringLiteral("median_time_ms"), median(levels[k].times));
        out.append(step);
    }
    return out;
}

QJsonArray FunnelFold::groupList()
{
    std::vector<std::uint32_t> order(m_groups.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
        const std::int64_t more = m_groups[a][0].count - m_groups[b][0].count;
        return more != 0 ? more > 0 : m_slots->isBefore(m_slotOfGroup[a], m_slotOfGroup[b]);
    });
    order.resize(std::min(order.size(), static_cast<std::size_t>(std::max(0, m_context->query.limit))));
    QJsonArray out;
    for (const std::uint32_t group : order)
        out.append(QJsonObject{{QStringLiteral("value"), m_slots->shown(m_slotOfGroup[group])},
                               {QStringLiteral("steps"), stepList(m_groups[group])}});
    return out;
}

Expected<QJsonObject> FunnelFold::finish()
{
    if (auto done = checkSize(); !done)
        return unexpected(done.error());
    QJsonObject out{{QStringLiteral("steps"), stepList(m_total)}};
    if (m_slots)
        out.insert(QStringLiteral("groups"), groupList());
    return out;
}

Expected<QJsonObject> funnel(ReportContext& context)
{
    const std::size_t steps = context.query.funnel.steps.size();
    if (steps < 2 || steps > kMaxSteps)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("a funnel has 2 to 10 steps"),
                          QStringLiteral("/steps"));
    return foldedReport<FunnelFold>(context);
}

} // namespace sightglass::query
