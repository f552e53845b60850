// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/facts.h"

#include <algorithm>

namespace sightglass::query {

PropertyName columnOf(const PropertyName& property)
{
    const bool page = property.field == Field::EntryPage || property.field == Field::ExitPage;
    return page ? PropertyName{Field::Page, {}} : property;
}

Values::Values(const Facts& facts, const PropertyName& property)
    : m_facts(facts)
    , m_field(property.field)
    , m_level(levelOf(property.field))
{
    if (m_level != Level::Person) {
        m_dimension = facts.rows.dimension(columnOf(property));
        return;
    }
    const auto found = std::find_if(facts.people.begin(), facts.people.end(),
                                    [&](const PersonProperty& p) { return p.property == property; });
    m_person = &*found;
}

std::uint32_t Values::ofVisit(const Visit& visit) const
{
    if (m_field != Field::EntryPage && m_field != Field::ExitPage)
        return m_dimension->ids[visit.begin];
    const std::uint32_t at = m_field == Field::EntryPage ? visit.entry : visit.exit;
    return at == kNone ? 0 : m_dimension->ids[at];
}

std::uint32_t Values::of(std::uint32_t row) const
{
    const std::uint32_t visit = m_level == Level::Visit ? m_facts.visits.ofRow[row] : kNone;
    if (visit != kNone)
        return ofVisit(m_facts.visits.list[visit]);
    const bool page = m_field == Field::EntryPage || m_field == Field::ExitPage;
    return page && !(m_facts.rows.flags[row] & kPageview) ? 0 : m_dimension->ids[row];
}

void Values::ofRows(std::vector<std::uint32_t>& out) const
{
    if (m_level != Level::Visit) {
        out = m_dimension->ids;
        return;
    }
    const std::vector<std::uint32_t>& visits = m_facts.visits.ofRow;
    out.resize(visits.size());
    std::uint32_t visit = kNone;
    std::uint32_t value = 0;
    for (std::uint32_t row = 0; row < visits.size(); ++row) {
        if (visits[row] == kNone) {
            out[row] = of(row);
            continue;
        }
        if (visits[row] != visit) {
            visit = visits[row];
            value = ofVisit(m_facts.visits.list[visit]);
        }
        out[row] = value;
    }
}

std::span<const std::uint32_t> Values::ofPerson(std::uint32_t person) const
{
    static constexpr std::uint32_t absent[] = {0};
    const auto values = person == 0 ? std::span<const std::uint32_t>() : m_person->of(person);
    return values.empty() ? std::span<const std::uint32_t>(absent) : values;
}

} // namespace sightglass::query
