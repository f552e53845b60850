// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/creditmodel.h"
#include "query/foldpeople.h"
#include "query/valueslots.h"

#include <QJsonArray>

#include <array>
#include <map>

namespace sightglass::query {

/// Attribution (metrics §4; linear, position and time_decay: opentrace §10.3): which visits of the look-back a goal's
/// conversions, and their revenue, are owed to. A touch is a visit by its acquisition; a conversion outside any visit
/// is a touch of its own. A fold; the context outlives it. Memory: one row per source, medium and campaign.
/// Errors: those of QueryEngine; TooLarge past a hundred thousand rows.
class AttributionFold
{
public:
    [[nodiscard]] static FactsRequest request(const ReportContext& context, const domain::TimeRange& range);
    [[nodiscard]] static Expected<AttributionFold> make(const ReportContext& context, const domain::TimeRange& range,
                                                        const Vocabulary& vocabulary);

    [[nodiscard]] Expected<void> take(const Facts& part);
    void merge(AttributionFold&& other);
    [[nodiscard]] Expected<QJsonObject> finish() const;

private:
    using Key = std::array<std::uint32_t, 3>; ///< Source, medium, campaign as slots.
    struct Credit
    {
        long double conversions = 0;
        std::map<std::uint32_t, long double> minor; ///< Revenue by currency.

        void add(const Credit& other);
    };
    /// The columns of the part being taken.
    struct Part
    {
        const Facts& facts;
        std::array<const Dimension*, 3> acquisition; ///< In the order of Key.
        const Dimension& basis;
    };

    AttributionFold(const ReportContext& context, const domain::TimeRange& range, const Vocabulary& vocabulary);

    void convert(const Part& part, std::uint32_t row, std::uint32_t lastVisit);
    void findTouches(const Part& part, std::uint32_t row, std::uint32_t lastVisit);
    void creditTouches(const Part& part, std::uint32_t row);
    [[nodiscard]] Expected<void> checkSize() const;
    [[nodiscard]] bool isBefore(const Key& a, const Key& b) const;
    [[nodiscard]] QJsonObject owed(const Credit& credit) const;

    const ReportContext* m_context;
    domain::TimeRange m_range;
    std::array<ValueSlots, 3> m_slots;
    std::shared_ptr<const Dictionary> m_currencies;
    std::vector<std::uint8_t> m_isDirect;  ///< By source.
    std::vector<std::uint8_t> m_isLasting; ///< By basis: the visitor is known from day to day.
    std::map<Key, Credit> m_rows;
    std::int64_t m_conversions = 0;
    std::int64_t m_withHistory = 0;
    std::vector<Touch> m_touches; ///< Of the conversion being looked at, oldest first.
};

} // namespace sightglass::query
