// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/texttest.h"

#include <QString>

#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace sightglass::query {

namespace {

using domain::Operator;

constexpr std::int64_t kPatternMemory = 1 << 20;

std::optional<double> number(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::shared_ptr<const re2::RE2> compile(std::string_view pattern, bool fold, bool newlines)
{
    re2::RE2::Options options;
    options.set_case_sensitive(!fold);
    options.set_log_errors(false);
    options.set_dot_nl(newlines);
    options.set_max_mem(kPatternMemory);
    return std::make_shared<re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
}

bool isCompare(Operator op)
{
    return op == Operator::Gt || op == Operator::Gte || op == Operator::Lt || op == Operator::Lte;
}

Operator positive(Operator op)
{
    switch (op) {
    case Operator::IsNot: return Operator::Is;
    case Operator::NotContains: return Operator::Contains;
    case Operator::IsNotSet: return Operator::IsSet;
    default: return op;
    }
}

template <typename T> bool ordered(Operator op, const T& a, const T& b)
{
    switch (op) {
    case Operator::Gt: return a > b;
    case Operator::Gte: return a >= b;
    case Operator::Lt: return a < b;
    default: return a <= b;
    }
}

} // namespace

std::string foldCase(std::string_view text)
{
    bool ascii = true;
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c | 0x20);
        ascii = ascii && static_cast<unsigned char>(c) < 0x80;
    }
    return ascii ? out
                 : QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toCaseFolded().toStdString();
}

Expected<TextTest> TextTest::make(Operator op, const std::vector<std::string>& values, bool foldIs)
{
    TextTest test;
    test.m_op = positive(op);
    test.m_negated = test.m_op != op;
    test.m_fold = foldIs || test.m_op != Operator::Is;
    for (std::size_t i = 0; i < values.size(); ++i) {
        test.m_values.push_back(test.m_fold ? foldCase(values[i]) : values[i]);
        test.m_numbers.push_back(isCompare(op) ? number(values[i]) : std::nullopt);
        if (op != Operator::Matches)
            continue;
        test.m_patterns.push_back(compile(values[i], true, false));
        if (!test.m_patterns.back()->ok()) {
            const QString where = values.size() == 1 ? QStringLiteral("/value") : QStringLiteral("/value/%1").arg(i);
            return unexpected(ErrorCode::InvalidInput,
                              QStringLiteral("not a pattern of RE2's syntax: ") +
                                  QString::fromStdString(test.m_patterns.back()->error()),
                              where);
        }
    }
    if (test.m_op == Operator::Is)
        std::sort(test.m_values.begin(), test.m_values.end());
    return test;
}

bool TextTest::matchesOne(std::string_view text, std::string_view folded, std::size_t index) const
{
    switch (m_op) {
    case Operator::Contains: return folded.find(m_values[index]) != std::string_view::npos;
    case Operator::StartsWith: return folded.starts_with(m_values[index]);
    case Operator::Matches:
        return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *m_patterns[index]);
    default: break;
    }
    const auto left = m_numbers[index] ? number(text) : std::nullopt;
    if (left)
        return ordered(m_op, *left, *m_numbers[index]);
    return ordered(m_op, folded, std::string_view(m_values[index]));
}

bool TextTest::matchesPositively(std::string_view text) const
{
    if (text.empty())
        return false;
    if (m_op == Operator::IsSet)
        return true;
    const std::string folded = m_fold ? foldCase(text) : std::string(text);
    if (m_op == Operator::Is)
        return std::binary_search(m_values.begin(), m_values.end(), folded);
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        if (matchesOne(text, folded, i))
            return true;
    }
    return false;
}

PagePattern::PagePattern(std::string_view pattern)
{
    std::string text = "^";
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '*') {
            text += re2::RE2::QuoteMeta(re2::StringPiece(pattern.data() + i, 1));
            continue;
        }
        const bool across = i + 1 < pattern.size() && pattern[i + 1] == '*';
        while (i + 1 < pattern.size() && pattern[i + 1] == '*')
            ++i;
        text += across ? ".*" : "[^/]*";
    }
    m_pattern = compile(text + "$", false, true);
}

bool PagePattern::matches(std::string_view path) const
{
    return m_pattern->ok() && re2::RE2::PartialMatch(re2::StringPiece(path.data(), path.size()), *m_pattern);
}

} // namespace sightglass::query
