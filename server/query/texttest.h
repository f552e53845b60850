// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/query.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace sightglass::query {

/// Unicode case folding, for comparing.
[[nodiscard]] std::string foldCase(std::string_view text);

/// One operator with its values, ready to be asked about many texts. Absent is "". Text comparison ignores case,
/// but for `is` (spec api §4); gt and the like are numeric when both sides are numbers (routes §3 "properties").
/// The negative operators are the exact opposites of the positive ones: absent is not anything.
/// Thread: any, read only.
class TextTest
{
public:
    /// `foldIs` makes `is` ignore case as well. Error: InvalidInput for a pattern that is none or is too costly,
    /// `where` = "/value" or "/value/3".
    [[nodiscard]] static Expected<TextTest> make(domain::Operator op, const std::vector<std::string>& values,
                                                 bool foldIs);

    [[nodiscard]] bool matches(std::string_view text) const { return matchesPositively(text) != m_negated; }
    /// For properties of which there may be several: without the negation of isNegated().
    [[nodiscard]] bool matchesPositively(std::string_view text) const;
    [[nodiscard]] bool isNegated() const { return m_negated; }

private:
    [[nodiscard]] bool matchesOne(std::string_view text, std::string_view folded, std::size_t index) const;

    domain::Operator m_op = domain::Operator::Is;
    bool m_negated = false;
    bool m_fold = false;
    std::vector<std::string> m_values; ///< Of `is` sorted.
    std::vector<std::optional<double>> m_numbers;
    std::vector<std::shared_ptr<const re2::RE2>> m_patterns;
};

/// Page patterns of conditions: `*` within a segment, `**` across '/'. Whole path, case kept.
class PagePattern
{
public:
    explicit PagePattern(std::string_view pattern);
    [[nodiscard]] bool matches(std::string_view path) const;

private:
    std::shared_ptr<const re2::RE2> m_pattern;
};

} // namespace sightglass::query
