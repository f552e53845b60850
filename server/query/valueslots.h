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

/// The different values of one property as slots: sources and mediums without regard to case, shown in the spelling
/// that was counted most often (metrics §4); of other properties every value is its own. One of each fold; they merge.
class ValueSlots
{
public:
    ValueSlots(const PropertyName& property, std::shared_ptr<const Dictionary> values);

    [[nodiscard]] std::size_t size() const { return m_slots; }
    /// The slot of a value that something is counted under, and its spelling with it.
    std::uint32_t countUnder(std::uint32_t value);
    /// The slots of what stands at a row, each once: of a property of people there may be several.
    void countUnder(const Facts& part, const Values& values, std::uint32_t row, std::vector<std::uint32_t>& out);
    void merge(const ValueSlots& other);

    /// Of a slot that something was counted under. "" = absent.
    [[nodiscard]] std::string_view text(std::uint32_t slot) const;
    [[nodiscard]] QJsonValue shown(std::uint32_t slot) const;
    /// For what is equal otherwise: by text, absent last.
    [[nodiscard]] bool isBefore(std::uint32_t a, std::uint32_t b) const;

private:
    std::shared_ptr<const Dictionary> m_values;
    std::size_t m_slots;
    std::vector<std::uint32_t> m_slotOfValue;            ///< Empty where case matters: value ids are the slots.
    std::vector<std::vector<std::uint32_t>> m_spellings; ///< By slot: its values.
    std::vector<std::int64_t> m_counts;                  ///< By value: how often its spelling was counted.
};

} // namespace sightglass::query
