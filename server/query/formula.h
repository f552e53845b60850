// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::query {

/// A point of a series, or nothing where there is no value.
using SeriesValue = std::optional<double>;
using Series = std::vector<SeriesValue>;

/// An expression over letters that stand for series of equal length (spec openmetrics §13.1): `+ - * /` (also `− × ÷`),
/// parentheses, numbers, `abs(x)`, `round(x)`, `min(x,y,…)`, `max(x,y,…)`, `cumsum(x)`, `lag(x,n)`, `movavg(x,n)`.
/// Whatever has an operand that is nothing is nothing, and so is a division by zero and what is no finite number.
/// A plain value; nothing in it can run anything.
class Formula
{
public:
    static constexpr std::size_t kMaxBytes = 1000;
    static constexpr std::size_t kMaxNodes = 200;
    static constexpr int kMaxDepth = 32;
    static constexpr int kMaxPoints = 366; ///< Of lag and movavg.

    /// Error: InvalidInput; `detail` says what is wrong and at which byte.
    [[nodiscard]] static Expected<Formula> parse(std::string_view text);

    /// The letters it speaks of, in order, each once.
    [[nodiscard]] const std::string& letters() const { return m_letters; }
    /// `series` by letter ('A' is [0]); those of letters() have `points` values each.
    [[nodiscard]] Series evaluate(const std::array<Series, 26>& series, std::size_t points) const;

private:
    friend class FormulaParser;

    enum class Op : std::uint8_t {
        Number,
        Letter,
        Negate,
        Add,
        Subtract,
        Multiply,
        Divide,
        Abs,
        Round,
        Min,
        Max,
        CumulativeSum,
        Lag,
        MovingAverage
    };
    struct Node
    {
        Op op = Op::Number;
        double number = 0;               ///< Of a number; how many points of lag and movavg.
        std::uint8_t letter = 0;         ///< From 'A'.
        std::vector<std::uint32_t> args; ///< Nodes before this one.
    };

    [[nodiscard]] static Series apply(const Node& node, const std::vector<const Series*>& args, std::size_t points);

    std::vector<Node> m_nodes; ///< Arguments before what uses them; the last one is the whole.
    std::string m_letters;
};

} // namespace sightglass::query
