// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/query.h"

#include <QJsonObject>

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

namespace sightglass::query {

/// What one event says to the measures.
struct MeasuredRow
{
    std::uint64_t person = 0;  ///< 0 = nobody known. People come one after the other, each with a number of their own.
    std::uint32_t session = 0; ///< Id of the session's text; 0 = none.
    std::vector<std::uint32_t> values; ///< By property(): id of its text; 0 = absent.
    std::vector<double> numbers;       ///< By property(): NaN for what is no number.
};

/// The numbers of openmetrics §9 in cells that are added to row by row. Thread: one at a time; they merge.
class MeasureCells
{
public:
    MeasureCells(std::vector<domain::Measure> measures, std::size_t cells);

    /// Keys of the properties that the measures look at, each once.
    [[nodiscard]] const std::vector<std::string>& properties() const { return m_properties; }
    [[nodiscard]] bool needsSessions() const { return m_needsSessions; }

    void add(std::size_t cell, const MeasuredRow& row);
    /// Of other people.
    void merge(MeasureCells&& other);
    /// Numbers and ids that are remembered one by one.
    [[nodiscard]] std::size_t remembered() const { return m_remembered; }

    [[nodiscard]] QJsonObject shown(std::size_t cell);
    /// Of the first measure, for ranking; NaN when it has no value.
    [[nodiscard]] double rank(std::size_t cell);
    [[nodiscard]] std::int64_t count(std::size_t cell) const { return m_cells[cell].count; }

private:
    struct Numbers
    {
        std::int64_t count = 0;
        double sum = 0;
        double least = 0;
        double most = 0;
        std::vector<double> all; ///< Kept for percentiles only.
    };
    struct Cell
    {
        std::int64_t count = 0;
        std::int64_t users = 0;
        std::uint64_t lastPerson = 0;
        std::int64_t sessions = 0;
        std::vector<std::int64_t> distinct; ///< By property.
        std::vector<Numbers> numbers;       ///< By property.
    };
    /// Which texts were seen in which cell: cell × 2^32 + id.
    using Seen = std::unordered_set<std::uint64_t>;

    [[nodiscard]] std::size_t propertyOf(const domain::Measure& measure) const;
    void addNumber(Numbers& numbers, std::size_t property, double number);
    void countSeen(std::size_t cell, Seen& seen, std::uint32_t id, std::int64_t& count);
    [[nodiscard]] QJsonValue value(Cell& cell, const domain::Measure& measure) const;

    std::vector<domain::Measure> m_measures;
    std::vector<std::string> m_properties;
    std::vector<bool> m_needsAll;      ///< By property.
    std::vector<bool> m_needsDistinct; ///< By property.
    bool m_needsSessions = false;
    std::vector<Cell> m_cells;
    Seen m_sessions;
    std::vector<Seen> m_distinct; ///< By property.
    std::size_t m_remembered = 0;
};

} // namespace sightglass::query
