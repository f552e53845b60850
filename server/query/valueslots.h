// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/facts.h"

#include <QJsonValue>

#include <memory>
#include <optional>
#include <vector>

namespace sightglass::query {

/// The property that a question breaks its answer down by.
[[nodiscard]] std::optional<PropertyName> groupingOf(const domain::Query& query);

/// The different values of one property as slots: sources and mediums without regard to case, shown in the most
/// frequent spelling (metrics §4); of other properties every value is its own. One of each fold; they merge.
class ValueSlots
{
public:
    ValueSlots(const PropertyName& property, std::shared_ptr<const Dictionary> values);

    [[nodiscard]] std::uint32_t slotOf(std::uint32_t value) const
    {
        return m_slotOfValue.empty() ? value : m_slotOfValue[value];
    }
    [[nodiscard]] std::size_t size() const { return m_slots; }
    /// Counts spellings in the counted rows of `range`, to know the most frequent.
    void countSpellings(const Facts& part, const domain::TimeRange& range);
    void merge(const ValueSlots& other);

    /// Those that a row stands under, each once: of a property of people there may be several.
    void slotsOf(const Facts& part, const Values& values, std::uint32_t row, std::vector<std::uint32_t>& out) const;

    /// "" = absent.
    [[nodiscard]] std::string_view text(std::uint32_t slot) const;
    [[nodiscard]] QJsonValue shown(std::uint32_t slot) const;
    /// For what is equal otherwise: by text, absent last.
    [[nodiscard]] bool isBefore(std::uint32_t a, std::uint32_t b) const;

private:
    PropertyName m_column;
    std::shared_ptr<const Dictionary> m_values;
    std::size_t m_slots;
    std::vector<std::uint32_t> m_slotOfValue;            ///< Empty where case matters: value ids are the slots.
    std::vector<std::vector<std::uint32_t>> m_spellings; ///< By slot: its values.
    std::vector<std::int64_t> m_counts;                  ///< By value.
};

} // namespace sightglass::query
