// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/measurecells.h"

#include "query/measure.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sightglass::query {

namespace {

using domain::Measure;
using domain::MeasureKind;

/// Share of the values below, of percentiles; 0 for other measures.
double fractionOf(MeasureKind kind)
{
    switch (kind) {
    case MeasureKind::Median: return 0.5;
    case MeasureKind::P90: return 0.9;
    case MeasureKind::P95: return 0.95;
    case MeasureKind::P99: return 0.99;
    default: return 0;
    }
}

/// Linear interpolation between order statistics at rank (n − 1) · f (openmetrics §9). Reorders.
QJsonValue percentileOf(std::vector<double>& values, double fraction)
{
    if (values.empty())
        return QJsonValue::Null;
    const double rank = static_cast<double>(values.size() - 1) * fraction;
    const auto below = values.begin() + static_cast<std::ptrdiff_t>(std::floor(rank));
    std::nth_element(values.begin(), below, values.end());
    const double low = *below;
    if (below + 1 == values.end())
        return low;
    const double high = *std::min_element(below + 1, values.end());
    return low + (high - low) * (rank - std::floor(rank));
}

QJsonValue orNull(bool isThere, double value)
{
    return isThere ? QJsonValue(value) : QJsonValue(QJsonValue::Null);
}

} // namespace

MeasureCells::MeasureCells(std::vector<Measure> measures, std::size_t cells)
    : m_measures(std::move(measures))
{
    for (const Measure& measure : m_measures) {
        m_needsSessions = m_needsSessions || measure.kind == MeasureKind::Sessions;
        if (!measure.property.empty() && propertyOf(measure) == m_properties.size())
            m_properties.push_back(measure.property);
    }
    m_needsAll.resize(m_properties.size());
    m_needsDistinct.resize(m_properties.size());
    m_distinct.resize(m_properties.size());
    for (const Measure& measure : m_measures) {
        if (fractionOf(measure.kind) > 0)
            m_needsAll[propertyOf(measure)] = true;
        if (measure.kind == MeasureKind::Distinct)
            m_needsDistinct[propertyOf(measure)] = true;
    }
    Cell empty;
    empty.distinct.resize(m_properties.size());
    empty.numbers.resize(m_properties.size());
    m_cells.assign(cells, empty);
}

std::size_t MeasureCells::propertyOf(const Measure& measure) const
{
    return static_cast<std::size_t>(std::find(m_properties.begin(), m_properties.end(), measure.property) -
                                    m_properties.begin());
}

void MeasureCells::add(std::size_t index, const MeasuredRow& row)
{
    Cell& cell = m_cells[index];
    ++cell.count;
    if (row.person != 0 && cell.lastPerson != row.person) {
        cell.lastPerson = row.person;
        ++cell.users;
    }
    if (m_needsSessions)
        countSeen(index, m_sessions, row.session, cell.sessions);
    for (std::size_t p = 0; p < m_properties.size(); ++p) {
        if (m_needsDistinct[p])
            countSeen(index, m_distinct[p], row.values[p], cell.distinct[p]);
        if (!std::isnan(row.numbers[p]))
            addNumber(cell.numbers[p], p, row.numbers[p]);
    }
}

void MeasureCells::addNumber(Numbers& numbers, std::size_t property, double number)
{
    numbers.least = numbers.count == 0 ? number : std::min(numbers.least, number);
    numbers.most = numbers.count == 0 ? number : std::max(numbers.most, number);
    numbers.sum += number;
    ++numbers.count;
    if (!m_needsAll[property])
        return;
    numbers.all.push_back(number);
    ++m_remembered;
}

void MeasureCells::countSeen(std::size_t cell, Seen& seen, std::uint32_t id, std::int64_t& count)
{
    if (id == 0 || !seen.insert((static_cast<std::uint64_t>(cell) << 32U) | id).second)
        return;
    ++count;
    ++m_remembered;
}

void MeasureCells::merge(MeasureCells&& other)
{
    const auto mergeSeen = [](Seen& to, Seen& from, const auto& countOf) {
        for (const std::uint64_t entry : from) {
            if (to.insert(entry).second)
                ++countOf(static_cast<std::size_t>(entry >> 32U));
        }
    };
    mergeSeen(m_sessions, other.m_sessions,
              [this](std::size_t cell) -> std::int64_t& { return m_cells[cell].sessions; });
    for (std::size_t p = 0; p < m_properties.size(); ++p)
        mergeSeen(m_distinct[p], other.m_distinct[p],
                  [this, p](std::size_t cell) -> std::int64_t& { return m_cells[cell].distinct[p]; });
    for (std::size_t c = 0; c < m_cells.size(); ++c) {
        Cell& to = m_cells[c];
        Cell& from = other.m_cells[c];
        to.count += from.count;
        to.users += from.users;
        for (std::size_t p = 0; p < m_properties.size(); ++p) {
            Numbers& into = to.numbers[p];
            const Numbers& more = from.numbers[p];
            if (more.count == 0)
                continue;
            into.least = into.count == 0 ? more.least : std::min(into.least, more.least);
            into.most = into.count == 0 ? more.most : std::max(into.most, more.most);
            into.sum += more.sum;
            into.count += more.count;
            into.all.insert(into.all.end(), more.all.begin(), more.all.end());
        }
    }
    m_remembered += other.m_remembered;
}

QJsonValue MeasureCells::value(Cell& cell, const Measure& measure) const
{
    const auto whole = [](std::int64_t number) { return static_cast<double>(number); };
    switch (measure.kind) {
    case MeasureKind::Count: return whole(cell.count);
    case MeasureKind::Users: return whole(cell.users);
    case MeasureKind::Sessions: return whole(cell.sessions);
    case MeasureKind::PerUser:
        return cell.users == 0 ? QJsonValue(QJsonValue::Null) : whole(cell.count) / whole(cell.users);
    default: break;
    }
    const std::size_t property = propertyOf(measure);
    Numbers& numbers = cell.numbers[property];
    const bool isThere = numbers.count > 0;
    switch (measure.kind) {
    case MeasureKind::Sum: return orNull(isThere, numbers.sum);
    case MeasureKind::Min: return orNull(isThere, numbers.least);
    case MeasureKind::Max: return orNull(isThere, numbers.most);
    case MeasureKind::Avg: return orNull(isThere, numbers.sum / whole(std::max<std::int64_t>(numbers.count, 1)));
    case MeasureKind::Distinct: return whole(cell.distinct[property]);
    default: return percentileOf(numbers.all, fractionOf(measure.kind));
    }
}

QJsonObject MeasureCells::shown(std::size_t cell)
{
    QJsonObject out;
    for (const Measure& measure : m_measures)
        out.insert(QString::fromStdString(measureText(measure)), value(m_cells[cell], measure));
    return out;
}

double MeasureCells::rank(std::size_t cell)
{
    return value(m_cells[cell], m_measures.front()).toDouble(std::numeric_limits<double>::quiet_NaN());
}

} // namespace sightglass::query
