// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/tablefile.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace re2 {
class RE2;
}

namespace sightglass::pipeline {

/// The three-letter runs of a text (case aside), to rule out at once most texts that are not in it.
class TextSketch
{
public:
    explicit TextSketch(std::string_view text);
    [[nodiscard]] const std::string& lowered() const { return m_lowered; }
    /// False when `literal` (lower-case) is certainly not in the text.
    [[nodiscard]] bool mayContain(std::string_view literal) const;

private:
    std::string m_lowered;
    std::array<std::uint64_t, 64> m_bits{};
};

/// Patterns in order, of which the first that matches counts. A pattern is only tried when one of its required texts
/// is there, and compiled (RE2) when it is first tried, so that a hub holds the few that its visitors need.
/// Immutable but for that; any thread.
class PatternList
{
public:
    struct Match
    {
        std::size_t row = 0;
        std::array<std::string_view, 5> groups; ///< 0 = the whole match; views into the text.
    };

    /// Columns of a row: the pattern's flags ("i" ignores case, "=" is plain text) and pattern at `first` and
    /// `first + 1`, the required texts from `literals` on.
    PatternList(std::vector<TableFile::Row> rows, std::size_t first, std::size_t literals);
    ~PatternList();
    PatternList(PatternList&&) noexcept;
    PatternList& operator=(PatternList&&) noexcept;

    /// False when nothing matches.
    [[nodiscard]] bool match(std::string_view text, const TextSketch& sketch, Match& match) const;
    [[nodiscard]] const TableFile::Row& row(std::size_t index) const { return m_rows[index]; }
    [[nodiscard]] std::size_t size() const { return m_rows.size(); }
    /// Patterns that RE2 does not take, by index; empty for good tables. Compiles everything: for tests.
    [[nodiscard]] std::vector<std::size_t> unusable() const;

private:
    [[nodiscard]] bool isCandidate(const TableFile::Row& row, const TextSketch& sketch) const;
    [[nodiscard]] const re2::RE2& compiled(std::size_t index) const;

    std::vector<TableFile::Row> m_rows;
    std::size_t m_first = 0;
    std::size_t m_literals = 0;
    std::unique_ptr<std::atomic<re2::RE2*>[]> m_compiled;
};

} // namespace sightglass::pipeline
