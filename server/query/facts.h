// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/people.h"
#include "query/visits.h"
#include "query/vocabulary.h"

#include <memory>

namespace sightglass::query {

/// People who met the rule of a cohort, within one part.
struct CohortMarks
{
    const domain::CohortRule* rule = nullptr;
    std::vector<std::uint8_t> member; ///< By person.
};

/// The rows of one part of the people together with what was computed from them; of one range. Person, visit and row
/// numbers mean something within the part, value ids throughout the question.
struct Facts
{
    Rows rows;
    Visits visits;
    std::vector<PersonProperty> people;
    std::vector<CohortMarks> cohorts;
    domain::TimeRange range;                      ///< What is counted.
    std::shared_ptr<const Vocabulary> vocabulary; ///< Of the question.

    std::vector<std::uint8_t> chosen;   ///< Row passes all filters.
    std::vector<std::uint8_t> converts; ///< Row is a conversion, filters included.
    std::vector<std::uint8_t> visitHit; ///< Visit is chosen: it holds at least one row that passes all filters.
    bool engagementCounts =
        false;             ///< A filter is a goal that engagement records reach: such a record chooses its visit.
    bool pageGoal = false; ///< The goal is a page: a filter on a page chooses visits for it (metrics §5).

    [[nodiscard]] std::size_t size() const { return rows.size(); }
};

/// Which value of a property stands for a row: the row's own, its visit's, or those of its person.
class Values
{
public:
    Values(const Facts& facts, const PropertyName& property);

    [[nodiscard]] const Dictionary& dictionary() const { return m_person ? *m_person->values : *m_dimension->values; }
    [[nodiscard]] Level level() const { return m_level; }
    /// Rows outside a visit stand for themselves.
    [[nodiscard]] std::uint32_t of(std::uint32_t row) const;
    /// of() of every row.
    void ofRows(std::vector<std::uint32_t>& out) const;
    /// Levels other than Person have exactly one; a person without any has the absent one.
    [[nodiscard]] std::span<const std::uint32_t> ofPerson(std::uint32_t person) const;

private:
    [[nodiscard]] std::uint32_t ofVisit(const Visit& visit) const;

    const Facts& m_facts;
    const Dimension* m_dimension = nullptr;
    const PersonProperty* m_person = nullptr;
    Field m_field;
    Level m_level;
};

/// The property whose column holds the values of `property`: entry and exit pages are pages.
[[nodiscard]] PropertyName columnOf(const PropertyName& property);

} // namespace sightglass::query
