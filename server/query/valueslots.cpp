// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/valueslots.h"

#include "query/texttest.h"

#include <algorithm>
#include <unordered_map>

namespace sightglass::query {

std::optional<PropertyName> groupingOf(const domain::Query& query)
{
    const auto property = parseProperty(query.property);
    return property && property->field != Field::Goal ? std::optional(*property) : std::nullopt;
}

ValueSlots::ValueSlots(const PropertyName& property, std::shared_ptr<const Dictionary> values)
    : m_values(std::move(values))
    , m_slots(m_values->size())
{
    if (!ignoresCase(property.field))
        return;
    std::unordered_map<std::string, std::uint32_t> slots;
    for (std::uint32_t id = 0; id < m_values->size(); ++id) {
        const std::uint32_t slot =
            slots.try_emplace(foldCase(m_values->text(id)), static_cast<std::uint32_t>(slots.size())).first->second;
        m_spellings.resize(slots.size());
        m_spellings[slot].push_back(id);
        m_slotOfValue.push_back(slot);
    }
    m_slots = slots.size();
    m_counts.resize(m_values->size());
}

std::uint32_t ValueSlots::countUnder(std::uint32_t value)
{
    if (m_slotOfValue.empty())
        return value;
    ++m_counts[value];
    return m_slotOfValue[value];
}

void ValueSlots::countUnder(const Facts& part, const Values& values, std::uint32_t row, std::vector<std::uint32_t>& out)
{
    out.clear();
    if (values.level() != Level::Person)
        return out.push_back(countUnder(values.of(row)));
    for (const std::uint32_t value : values.ofPerson(part.rows.person[row])) {
        const std::uint32_t slot = countUnder(value);
        if (std::find(out.begin(), out.end(), slot) == out.end())
            out.push_back(slot);
    }
}

void ValueSlots::merge(const ValueSlots& other)
{
    for (std::size_t id = 0; id < m_counts.size(); ++id)
        m_counts[id] += other.m_counts[id];
}

std::string_view ValueSlots::text(std::uint32_t slot) const
{
    if (m_slotOfValue.empty())
        return m_values->text(slot);
    const auto isBetter = [this](std::uint32_t a, std::uint32_t b) {
        return m_counts[a] != m_counts[b] ? m_counts[a] > m_counts[b] : m_values->text(a) < m_values->text(b);
    };
    return m_values->text(*std::min_element(m_spellings[slot].begin(), m_spellings[slot].end(), isBetter));
}

QJsonValue ValueSlots::shown(std::uint32_t slot) const
{
    const std::string_view shown = text(slot);
    return shown.empty() ? QJsonValue(QJsonValue::Null)
                         : QJsonValue(QString::fromUtf8(shown.data(), static_cast<qsizetype>(shown.size())));
}

bool ValueSlots::isBefore(std::uint32_t a, std::uint32_t b) const
{
    const std::string_view one = text(a);
    const std::string_view two = text(b);
    return one.empty() != two.empty() ? two.empty() : one < two;
}

} // namespace sightglass::query
