// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/foldpeople.h"
#include "query/pairmap.h"

#include <QJsonArray>

namespace sightglass::query {

/// Journeys (metrics §9): the pages that visits went on to from a start page, or came from to an end page. Level 0 is
/// that page. A fold over the chosen visits that start in the range; the context outlives it.
/// Memory: one number per level and pair of pages. Errors: those of QueryEngine; TooLarge past two million pairs.
class JourneyFold
{
public:
    [[nodiscard]] static FactsRequest request(const ReportContext& context, const domain::TimeRange& range);
    [[nodiscard]] static Expected<JourneyFold> make(const ReportContext& context, const domain::TimeRange& range,
                                                    const Vocabulary& vocabulary);

    [[nodiscard]] Expected<void> take(const Facts& part);
    void merge(JourneyFold&& other);
    [[nodiscard]] Expected<QJsonObject> finish() const;

private:
    /// A page or custom event as a number; its last bit tells which.
    using Node = std::uint32_t;
    static constexpr Node kLeft = 0; ///< Nothing came after (of an end page: before).
    static constexpr Node kOther = 0xffffffff;
    struct Ranked
    {
        Node node = kLeft;
        std::int64_t visits = 0;
    };

    JourneyFold(const ReportContext& context, const domain::TimeRange& range, const Vocabulary& vocabulary);

    [[nodiscard]] Node nodeOf(const Facts& part, std::uint32_t row) const;
    void takeVisit(const Facts& part, std::uint32_t number);
    [[nodiscard]] bool isForward() const { return !m_context->query.journey.start.empty(); }
    [[nodiscard]] const std::string& anchor() const
    {
        return isForward() ? m_context->query.journey.start : m_context->query.journey.end;
    }
    [[nodiscard]] std::vector<Ranked> ranked(const PairMap& steps) const;
    [[nodiscard]] std::string text(Node node) const;
    [[nodiscard]] QString name(Node node) const;
    [[nodiscard]] QJsonArray levelList(const std::vector<Ranked>& level) const;
    void addLinks(QJsonArray& out, int level, const std::vector<Ranked>& before, const std::vector<Ranked>& here) const;
    [[nodiscard]] Expected<void> checkSize() const;

    const ReportContext* m_context;
    domain::TimeRange m_range;
    std::shared_ptr<const Dictionary> m_pages;
    std::shared_ptr<const Dictionary> m_events;
    Node m_anchor = kLeft; ///< The start or end; kLeft when it never occurs.
    std::int64_t m_visits = 0;
    std::vector<PairMap> m_steps;      ///< By level: from a page of the level before to one of this.
    const Dimension* m_page = nullptr; ///< Of the part being taken.
    const Dimension* m_event = nullptr;
};

} // namespace sightglass::query
