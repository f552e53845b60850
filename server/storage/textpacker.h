// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sightglass::storage {

/// Packs the text of an event as it was sent. Most of it is said already: keys by a vocabulary that every reader has,
/// values by the other members of the event's body, which is the `context`. What is left is copies from there and the
/// bytes between them. Layout: README.md beside this file. Quick rather than small: it runs before the answer, and
/// what it saves is written twice, to the log and to the file.
///
/// Thread: one at a time. A packer that is used again keeps its memory.
class TextPacker
{
public:
    TextPacker();

    /// The packed form of `text`, valid until the next call; "" when it would not save a quarter, or the text is longer
    /// than kLongestPackedText.
    [[nodiscard]] std::string_view pack(std::string_view context, std::string_view text);

private:
    /// Where a copy could be taken from, and how much.
    struct Copy
    {
        std::size_t distance = 0;
        std::size_t length = 0;
    };
    struct Vocabulary;
    static constexpr unsigned kRecentBits = 11;
    [[nodiscard]] static const Vocabulary& vocabulary();

    void writeCopies(std::size_t begin);
    [[nodiscard]] Copy find(std::size_t at) const;
    [[nodiscard]] Copy copyFrom(std::size_t from, std::size_t at) const;
    void learn(std::size_t from, std::size_t to);
    void writePiece(std::size_t literalBegin, std::size_t literalEnd, const Copy& copy);

    const Vocabulary& m_vocabulary;
    std::string m_window; ///< The vocabulary, the context, the text.
    std::string m_packed;
    std::array<std::uint16_t, 1U << kRecentBits>
        m_recent{}; ///< Where in the last 2^16 bytes some bytes stood; 0 nowhere.
};

} // namespace sightglass::storage
