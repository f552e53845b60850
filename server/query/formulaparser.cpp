// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/formulaparser.h"

#include "core/charset.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace sightglass::query {

namespace {

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

} // namespace

Expected<Formula> FormulaParser::parse()
{
    bool isRead = m_text.size() <= Formula::kMaxBytes || fail("the formula is longer than 1000 bytes");
    isRead = isRead && sum(1);
    if (isRead && m_at != m_text.size())
        isRead = fail("an operator was expected").has_value();
    if (!isRead)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("%1 at byte %2").arg(QLatin1String(m_why)).arg(m_at));
    std::sort(m_formula.m_letters.begin(), m_formula.m_letters.end());
    return std::move(m_formula);
}

FormulaParser::NodeId FormulaParser::sum(int depth)
{
    if (depth > Formula::kMaxDepth)
        return fail("the formula is nested too deeply");
    NodeId left = product(depth);
    while (left) {
        const bool isPlus = take("+");
        if (!isPlus && !take("-") && !take("−"))
            break;
        const NodeId right = product(depth);
        left = right ? add({isPlus ? Op::Add : Op::Subtract, 0, 0, {*left, *right}}) : std::nullopt;
    }
    return left;
}

FormulaParser::NodeId FormulaParser::product(int depth)
{
    NodeId left = factor(depth);
    while (left) {
        const bool isTimes = take("*") || take("×");
        if (!isTimes && !take("/") && !take("÷"))
            break;
        const NodeId right = factor(depth);
        left = right ? add({isTimes ? Op::Multiply : Op::Divide, 0, 0, {*left, *right}}) : std::nullopt;
    }
    return left;
}

FormulaParser::NodeId FormulaParser::factor(int depth)
{
    if (depth > Formula::kMaxDepth)
        return fail("the formula is nested too deeply");
    if (take("-") || take("−")) {
        const NodeId inner = factor(depth + 1);
        return inner ? add({Op::Negate, 0, 0, {*inner}}) : std::nullopt;
    }
    if (take("(")) {
        const NodeId inner = sum(depth + 1);
        return !inner || take(")") ? inner : fail(") was expected");
    }
    const char c = m_at < m_text.size() ? m_text[m_at] : '\0';
    if (c >= 'A' && c <= 'Z') {
        ++m_at;
        if (m_formula.m_letters.find(c) == std::string::npos)
            m_formula.m_letters += c;
        return add({Op::Letter, 0, static_cast<std::uint8_t>(c - 'A'), {}});
    }
    if (isDigit(c) || c == '.')
        return number();
    return isLower(c) ? call(depth) : fail("a letter, a number, a function or ( was expected");
}

FormulaParser::NodeId FormulaParser::call(int depth)
{
    struct Function
    {
        std::string_view name;
        Op op;
        std::size_t least; ///< Arguments that are expressions.
        std::size_t most;
        bool hasPoints = false;
    };
    static constexpr Function kFunctions[] = {{"abs", Op::Abs, 1, 1},
                                              {"round", Op::Round, 1, 1},
                                              {"min", Op::Min, 2, 26},
                                              {"max", Op::Max, 2, 26},
                                              {"cumsum", Op::CumulativeSum, 1, 1},
                                              {"lag", Op::Lag, 1, 1, true},
                                              {"movavg", Op::MovingAverage, 1, 1, true}};
    const std::size_t begin = m_at;
    std::size_t end = m_at;
    while (end < m_text.size() && isLower(m_text[end]))
        ++end;
    const std::string_view name = m_text.substr(begin, end - begin);
    const auto* const function = std::find_if(std::begin(kFunctions), std::end(kFunctions),
                                              [name](const Function& f) { return f.name == name; });
    if (function == std::end(kFunctions))
        return fail("there is no such function; known are abs min max round cumsum lag movavg");
    m_at = end;
    if (!take("("))
        return fail("( was expected");
    Formula::Node node{function->op, 0, 0, {}};
    do {
        const NodeId argument = sum(depth + 1);
        if (!argument)
            return std::nullopt;
        node.args.push_back(*argument);
    } while (node.args.size() < function->most && take(","));
    if (node.args.size() < function->least)
        return fail("another argument was expected");
    if (function->hasPoints && !(take(",") && points(node.number)))
        return fail("a number of points from 1 to 366 was expected");
    return take(")") ? add(std::move(node)) : fail(") was expected");
}

FormulaParser::NodeId FormulaParser::number()
{
    double value = 0;
    const char* const end = m_text.data() + m_text.size();
    const auto [after, error] = std::from_chars(m_text.data() + m_at, end, value);
    if (error != std::errc() || !std::isfinite(value))
        return fail("a number was expected");
    m_at = static_cast<std::size_t>(after - m_text.data());
    return add({Op::Number, value, 0, {}});
}

bool FormulaParser::points(double& out)
{
    skipBlanks();
    int value = 0;
    const auto [after, error] = std::from_chars(m_text.data() + m_at, m_text.data() + m_text.size(), value);
    if (error != std::errc() || value < 1 || value > Formula::kMaxPoints)
        return false;
    m_at = static_cast<std::size_t>(after - m_text.data());
    out = value;
    return true;
}

FormulaParser::NodeId FormulaParser::add(Formula::Node node)
{
    if (m_formula.m_nodes.size() == Formula::kMaxNodes)
        return fail("the formula has more than 200 parts");
    m_formula.m_nodes.push_back(std::move(node));
    return static_cast<std::uint32_t>(m_formula.m_nodes.size() - 1);
}

void FormulaParser::skipBlanks()
{
    while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n'))
        ++m_at;
}

bool FormulaParser::take(std::string_view sign)
{
    skipBlanks();
    if (!m_text.substr(m_at).starts_with(sign))
        return false;
    m_at += sign.size();
    skipBlanks();
    return true;
}

/// Nothing, always; the first reason stays.
FormulaParser::NodeId FormulaParser::fail(const char* why)
{
    if (*m_why == '\0')
        m_why = why;
    return std::nullopt;
}

} // namespace sightglass::query
