// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/formula.h"

#include "query/formulaparser.h"

#include <algorithm>
#include <cmath>

namespace sightglass::query {

namespace {

SeriesValue finite(double value)
{
    return std::isfinite(value) ? SeriesValue(value) : std::nullopt;
}

template <typename Operation>
Series pointwise(const std::vector<const Series*>& args, std::size_t points, Operation operation)
{
    Series out(points);
    for (std::size_t i = 0; i < points; ++i) {
        SeriesValue value = (*args.front())[i];
        for (std::size_t a = 1; a < args.size() && value; ++a)
            value = (*args[a])[i] ? operation(*value, *(*args[a])[i]) : std::nullopt;
        out[i] = value;
    }
    return out;
}

template <typename Operation> Series mapped(const Series& series, Operation operation)
{
    Series out(series.size());
    std::transform(series.begin(), series.end(), out.begin(),
                   [&operation](const SeriesValue& value) { return value ? finite(operation(*value)) : std::nullopt; });
    return out;
}

/// A point that is nothing adds nothing.
Series cumulativeSum(const Series& series)
{
    double sum = 0;
    return mapped(series, [&sum](double value) { return sum += value; });
}

Series lagged(const Series& series, std::size_t points)
{
    Series out(series.size());
    for (std::size_t i = points; i < series.size(); ++i)
        out[i] = series[i - points];
    return out;
}

/// Of the last `points` points, this one included; nothing while one of them is missing.
Series movingAverage(const Series& series, std::size_t points)
{
    Series out(series.size());
    for (std::size_t i = points - 1; i < series.size(); ++i) {
        double sum = 0;
        bool isWhole = true;
        for (std::size_t k = i + 1 - points; k <= i; ++k) {
            isWhole = isWhole && series[k].has_value();
            sum += series[k].value_or(0);
        }
        out[i] = isWhole ? finite(sum / static_cast<double>(points)) : std::nullopt;
    }
    return out;
}

} // namespace

Expected<Formula> Formula::parse(std::string_view text)
{
    return FormulaParser(text).parse();
}

Series Formula::evaluate(const std::array<Series, 26>& series, std::size_t points) const
{
    std::vector<Series> values;
    values.reserve(m_nodes.size());
    for (const Node& node : m_nodes) {
        std::vector<const Series*> args;
        for (const std::uint32_t arg : node.args)
            args.push_back(&values[arg]);
        if (node.op == Op::Letter)
            args.push_back(&series[node.letter]);
        values.push_back(apply(node, args, points));
    }
    return values.back();
}

Series Formula::apply(const Node& node, const std::vector<const Series*>& args, std::size_t points)
{
    switch (node.op) {
    case Op::Number: return Series(points, node.number);
    case Op::Letter: return *args.front();
    case Op::Negate: return mapped(*args.front(), [](double a) { return -a; });
    case Op::Add: return pointwise(args, points, [](double a, double b) { return finite(a + b); });
    case Op::Subtract: return pointwise(args, points, [](double a, double b) { return finite(a - b); });
    case Op::Multiply: return pointwise(args, points, [](double a, double b) { return finite(a * b); });
    case Op::Divide:
        return pointwise(args, points, [](double a, double b) { return b == 0 ? std::nullopt : finite(a / b); });
    case Op::Abs: return mapped(*args.front(), [](double a) { return std::abs(a); });
    case Op::Round: return mapped(*args.front(), [](double a) { return std::round(a); });
    case Op::Min: return pointwise(args, points, [](double a, double b) { return finite(std::min(a, b)); });
    case Op::Max: return pointwise(args, points, [](double a, double b) { return finite(std::max(a, b)); });
    case Op::CumulativeSum: return cumulativeSum(*args.front());
    case Op::Lag: return lagged(*args.front(), static_cast<std::size_t>(node.number));
    case Op::MovingAverage: return movingAverage(*args.front(), static_cast<std::size_t>(node.number));
    }
    return Series(points);
}

} // namespace sightglass::query
