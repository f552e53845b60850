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
constexpr std::size_t kMaxFunnelBuckets = 10'000;

} // namespace

FactsRequest FunnelFold::request(const ReportContext& context, const domain::TimeRange& range)
{
    return FunnelWalk::request(context, range);
}

Expected<FunnelFold> FunnelFold::make(const ReportContext& context, const domain::TimeRange& range,
                                      const Vocabulary& vocabulary)
{
    FunnelFold out(context, range, vocabulary);
    if (!context.query.funnel.isSeries)
        return out;
    std::vector<Bucket> buckets = context.calendar.buckets(range, context.query.interval, kMaxFunnelBuckets);
    if (buckets.size() > kMaxFunnelBuckets)
        return tooLarge(
            "the series would have more than ten thousand buckets; narrow the range or ask for longer ones");
    out.m_buckets.resize(buckets.size());
    out.m_periods.emplace(std::move(buckets));
    return out;
}

FunnelFold::FunnelFold(const ReportContext& context, const domain::TimeRange& range, const Vocabulary& vocabulary)
    : m_context(&context)
    , m_range(range)
    , m_walk(context, range, vocabulary)
{
    const auto property = groupingOf(context.query);
    if (!property)
        return;
    m_slots.emplace(*property, vocabulary.of(columnOf(*property)));
    m_groupOfSlot.assign(m_slots->size(), kNone);
}

Expected<void> FunnelFold::take(const Facts& facts)
{
    std::optional<Values> values;
    if (const auto property = groupingOf(m_context->query))
        values.emplace(facts, *property);
    const auto done =
        m_walk.over(facts, [&](const Attempt& attempt) { count(facts, values ? &*values : nullptr, attempt); });
    return done ? checkSize() : done;
}

void FunnelFold::count(const Facts& facts, const Values* values, const Attempt& attempt)
{
    countInto(m_total, attempt);
    if (m_periods)
        countInto(m_buckets[static_cast<std::size_t>(m_periods->of(attempt.times[0]))], attempt);
    if (!m_slots)
        return;
    const std::uint32_t row = question().split == domain::FunnelSplit::Last ? attempt.lastRow : attempt.firstRow;
    m_slots->countUnder(facts, *values, row, m_slotsOfOne);
    for (const std::uint32_t slot : m_slotsOfOne)
        countInto(m_groups[groupOf(slot)], attempt);
}

void FunnelFold::countInto(Levels& levels, const Attempt& attempt)
{
    for (std::size_t k = 0; k < attempt.level; ++k)
        ++levels[k].count;
    for (std::size_t k = 1; k < attempt.level; ++k)
        levels[k].times.push_back(attempt.times[k] - attempt.times[k - 1]);
    for (std::size_t k = 2; k < attempt.level; ++k)
        levels[k].fromFirst.push_back(attempt.times[k] - attempt.times[0]);
    m_times += 2 * (attempt.level - 1);
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
        return tooLarge("more than eight million steps were made; narrow the range or filter");
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
            to[k].fromFirst.insert(to[k].fromFirst.end(), from[k].fromFirst.begin(), from[k].fromFirst.end());
            from[k] = {};
        }
    };
    add(m_total, other.m_total);
    m_times += other.m_times;
    for (std::size_t bucket = 0; bucket < m_buckets.size(); ++bucket)
        add(m_buckets[bucket], other.m_buckets[bucket]);
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
        const QJsonObject times = stepTimes(levels[k], k);
        for (auto time = times.begin(); time != times.end(); ++time)
            step.insert(time.key(), time.value());
        out.append(step);
    }
    return out;
}

/// From the level before, and from the first one (openmetrics §12.7).
QJsonObject FunnelFold::stepTimes(Step& step, std::size_t level)
{
    std::vector<std::int64_t>& fromFirst = level < 2 ? step.times : step.fromFirst;
    return {{QStringLiteral("median_time_ms"), median(step.times)},
            {QStringLiteral("mean_time_ms"), mean(step.times)},
            {QStringLiteral("p90_time_ms"), percentile(step.times, 0.9)},
            {QStringLiteral("median_from_first_ms"), median(fromFirst)},
            {QStringLiteral("mean_from_first_ms"), mean(fromFirst)},
            {QStringLiteral("p90_from_first_ms"), percentile(fromFirst, 0.9)}};
}

/// A bucket is complete when nobody who began in it can go on.
QJsonArray FunnelFold::bucketList()
{
    QJsonArray out;
    for (std::size_t bucket = 0; bucket < m_buckets.size(); ++bucket) {
        const Bucket& period = (*m_periods)[bucket];
        const bool isWhole = m_range.from <= period.start && period.end <= m_range.to;
        out.append(
            QJsonObject{{QStringLiteral("start"), m_context->calendar.label(period.start)},
                        {QStringLiteral("complete"), isWhole && period.end + question().window <= m_context->now},
                        {QStringLiteral("steps"), stepList(m_buckets[bucket])}});
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
    if (m_periods)
        out.insert(QStringLiteral("buckets"), bucketList());
    return out;
}

Expected<QJsonObject> funnel(ReportContext& context)
{
    if (auto checked = FunnelWalk::check(context.query.funnel); !checked)
        return unexpected(checked.error());
    return foldedReport<FunnelFold>(context);
}

} // namespace sightglass::query
