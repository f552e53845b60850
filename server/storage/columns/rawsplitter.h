// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::storage::columns {

/// A value within a JSON text, as it is spelled there: what stands between the quotes, or a number or word.
struct RawLeaf
{
    std::string_view text;
    bool isQuoted = false;
    bool isPlain = false; ///< Nothing in it is or needs an escape.
};

/// Takes a JSON text apart into its values and what is around them: braces, keys, commas, blanks. Putting the values
/// back gives the same bytes, whatever the text was; that it is JSON only makes the pieces few. Keeps no copy.
/// Thread: one at a time.
class RawSplitter
{
public:
    /// Stands in the skeleton where a value was.
    static constexpr char kPlace = '\x01';

    /// False when the text cannot be taken apart: a string that does not end, or the place mark within a key.
    [[nodiscard]] bool split(std::string_view text);
    /// Whether split() would give this skeleton, whose values are quoted as `quotes` say; then leaves() are the text's.
    /// Quicker: most texts are like the one before. skeleton() stays what it was.
    [[nodiscard]] bool splitLike(std::string_view text, std::string_view skeleton, std::span<const char> quotes);
    [[nodiscard]] const std::string& skeleton() const { return m_skeleton; }
    [[nodiscard]] std::span<const RawLeaf> leaves() const { return m_leaves; }

private:
    [[nodiscard]] const char* takeString(const char* open, const char* end);
    [[nodiscard]] const char* takeWord(const char* at, const char* end);

    std::string m_skeleton;
    std::vector<RawLeaf> m_leaves;
};

/// Where a value stands in a skeleton: the keys above it joined by dots, lists left out.
struct RawPlace
{
    std::string path;
    bool isQuoted = false;
    bool operator==(const RawPlace&) const = default;
};
[[nodiscard]] std::vector<RawPlace> placesOf(std::string_view skeleton);

} // namespace sightglass::storage::columns
