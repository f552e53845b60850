// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/vitals.h"

#include "query/foldedreport.h"
#include "query/reportjson.h"
#include "query/valuenumbers.h"
#include "query/workers.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sightglass::query {

namespace {

constexpr std::size_t kMaxMeasured = 16'000'000;
constexpr std::size_t kMaxVitalRows = 100'000;
constexpr std::size_t kFewest = 10; // metrics §11: hide with n < 10
const PropertyName kColumns[] = {
    {Field::Vital, "lcp"}, {Field::Vital, "inp"}, {Field::Vital, "cls"}, {Field::Vital, "fcp"}, {Field::Vital, "ttfb"}};

/// Nothing takes less than no time.
std::vector<double> measuredNumbers(const Dictionary& values)
{
    std::vector<double> out = numbersOf(values);
    std::replace_if(
        out.begin(), out.end(), [](double number) { return number < 0; }, std::numeric_limits<double>::quiet_NaN());
    return out;
}

/// Nearest rank: the value at position ⌈0.75 · n⌉ of the sorted ones. Reorders them.
QJsonValue percentile75(std::vector<double>& values)
{
    if (values.size() < kFewest)
        return QJsonValue::Null;
    const auto at = values.begin() + static_cast<std::ptrdiff_t>((values.size() * 3 + 3) / 4 - 1);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

} // namespace

FactsRequest VitalsFold::request(const ReportContext& context, const domain::TimeRange& range)
{
    FactsRequest out{range, FactNeeds::of(context.query)};
    for (const PropertyName& vital : kColumns)
        out.needs.add(vital);
    out.needs.rows.moreKinds.push_back(domain::Kind::Vitals);
    out.needs.rows.views = out.needs.rows.visits = true;
    return out;
}

Expected<VitalsFold> VitalsFold::make(const ReportContext& context, const domain::TimeRange& range,
                                      const Vocabulary& vocabulary)
{
    return VitalsFold(context, range, vocabulary);
}

VitalsFold::VitalsFold(const ReportContext& context, const domain::TimeRange& range, const Vocabulary& vocabulary)
    : m_context(&context)
    , m_range(range)
{
    for (std::size_t v = 0; v < kVitals; ++v)
        m_numbers[v] = measuredNumbers(*vocabulary.of(kColumns[v]));
    if (const auto property = groupingOf(context.query))
        m_slots.emplace(*property, vocabulary.of(columnOf(*property)));
    m_groupOfSlot.assign(m_slots ? m_slots->size() : 1, kNone);
}

Expected<void> VitalsFold::take(const Facts& part)
{
    for (std::size_t v = 0; v < kVitals; ++v)
        m_columns[v] = part.rows.dimension(kColumns[v]);
    if (m_context->cancel.isCancelled())
        return cancelled();
    collect(part);
    std::optional<Values> values;
    if (const auto property = groupingOf(m_context->query))
        values.emplace(part, *property);
    for (const Load& load : m_loads)
        addLoad(part, values ? &*values : nullptr, load);
    return checkSize();
}

void VitalsFold::collect(const Facts& part)
{
    const Rows& rows = part.rows;
    domain::KeyMap numbers; ///< Of loads, by visitor and view.
    std::vector<std::size_t> loadOf(1);
    m_loads.clear();
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        if (rows.kind[row] != static_cast<std::uint8_t>(domain::Kind::Vitals) || !part.chosen[row] ||
            !m_range.contains(fromMs(rows.time[row])))
            continue;
        std::size_t load = m_loads.size();
        if (rows.view[row] != 0) {
            const std::uint32_t number =
                numbers.numberOf(mixedKey((std::uint64_t{rows.person[row]} << 32) | rows.view[row]));
            if (number == loadOf.size())
                loadOf.push_back(load);
            load = loadOf[number];
        }
        if (load == m_loads.size())
            m_loads.emplace_back().rows.fill(kNone);
        addReport(part, m_loads[load], row);
    }
}

/// The last value stays. Rows of a person come by time, those of nobody known do not.
void VitalsFold::addReport(const Facts& part, Load& load, std::uint32_t row)
{
    const std::vector<std::int64_t>& time = part.rows.time;
    for (std::size_t v = 0; v < kVitals; ++v) {
        const bool isLater = load.rows[v] == kNone || time[load.rows[v]] <= time[row];
        if (isLater && !std::isnan(m_numbers[v][m_columns[v]->ids[row]]))
            load.rows[v] = row;
    }
}

void VitalsFold::addLoad(const Facts& part, const Values* values, const Load& load)
{
    m_slotsOfLoad.clear();
    for (std::size_t v = 0; v < kVitals; ++v) {
        const std::uint32_t row = load.rows[v];
        if (row == kNone)
            continue;
        if (values)
            m_slots->countUnder(part, *values, row, m_slotsOfOne);
        else
            m_slotsOfOne.assign(1, 0);
        for (const std::uint32_t slot : m_slotsOfOne) {
            addValue(slot, v, m_numbers[v][m_columns[v]->ids[row]]);
            if (std::find(m_slotsOfLoad.begin(), m_slotsOfLoad.end(), slot) == m_slotsOfLoad.end())
                m_slotsOfLoad.push_back(slot);
        }
    }
    for (const std::uint32_t slot : m_slotsOfLoad)
        ++groupOf(slot).loads;
}

void VitalsFold::addValue(std::uint32_t slot, std::size_t vital, double value)
{
    groupOf(slot).values[vital].push_back(value);
    ++m_count;
}

VitalsFold::Group& VitalsFold::groupOf(std::uint32_t slot)
{
    if (m_groupOfSlot[slot] == kNone) {
        m_groupOfSlot[slot] = static_cast<std::uint32_t>(m_groups.size());
        m_groups.emplace_back();
    }
    return m_groups[m_groupOfSlot[slot]];
}

Expected<void> VitalsFold::checkSize() const
{
    if (m_count > kMaxMeasured)
        return tooLarge("more than sixteen million values were measured; narrow the range or filter");
    if (m_groups.size() > kMaxVitalRows)
        return tooLarge("the property has more than a hundred thousand values; narrow the range or filter");
    return {};
}

void VitalsFold::merge(VitalsFold&& other)
{
    if (m_slots)
        m_slots->merge(*other.m_slots);
    for (std::uint32_t slot = 0; slot < other.m_groupOfSlot.size(); ++slot) {
        if (other.m_groupOfSlot[slot] == kNone)
            continue;
        const Group& from = other.m_groups[other.m_groupOfSlot[slot]];
        Group& to = groupOf(slot);
        to.loads += from.loads;
        for (std::size_t v = 0; v < kVitals; ++v)
            to.values[v].insert(to.values[v].end(), from.values[v].begin(), from.values[v].end());
    }
    m_count += other.m_count;
}

QJsonObject VitalsFold::shown(std::uint32_t slot)
{
    Group& group = groupOf(slot);
    QJsonObject out{{QStringLiteral("value"), m_slots ? m_slots->shown(slot) : QJsonValue()},
                    {QStringLiteral("samples"), number(group.loads)}};
    for (std::size_t v = 0; v < kVitals; ++v)
        out.insert(QString::fromStdString(kColumns[v].key), percentile75(group.values[v]));
    return out;
}

bool VitalsFold::isHidden(const Group& group) const
{
    return m_slots && std::all_of(group.values.begin(), group.values.end(),
                                  [](const auto& values) { return values.size() < kFewest; });
}

Expected<QJsonObject> VitalsFold::finish()
{
    if (auto done = checkSize(); !done)
        return unexpected(done.error());
    if (!m_slots)
        return QJsonObject{{QStringLiteral("rows"), QJsonArray({shown(0)})}};
    std::vector<std::uint32_t> order;
    for (std::uint32_t slot = 0; slot < m_groupOfSlot.size(); ++slot) {
        if (m_groupOfSlot[slot] != kNone && !isHidden(groupOf(slot)))
            order.push_back(slot);
    }
    std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
        const std::int64_t more = groupOf(a).loads - groupOf(b).loads;
        return more != 0 ? more > 0 : m_slots->isBefore(a, b);
    });
    order.resize(std::min(order.size(), static_cast<std::size_t>(std::max(0, m_context->query.limit))));
    QJsonArray rows;
    for (const std::uint32_t slot : order)
        rows.append(shown(slot));
    return QJsonObject{{QStringLiteral("rows"), rows}};
}

Expected<QJsonObject> vitals(ReportContext& context)
{
    return foldedReport<VitalsFold>(context);
}

} // namespace sightglass::query
