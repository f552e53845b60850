// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace sightglass {

/// ASCII alone, whatever the locale says. Thread: any.
constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr char asciiLower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
[[nodiscard]] inline std::string asciiLowered(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        c = asciiLower(c);
    return out;
}

/// A set of bytes that a text is searched for. What std::string_view::find_first_of does, with one look into a table
/// where the standard library calls memchr for every byte of the text. A constant; thread: any.
class CharSet
{
public:
    constexpr explicit CharSet(std::string_view members)
    {
        for (const char c : members)
            m_has[static_cast<unsigned char>(c)] = true;
    }

    [[nodiscard]] constexpr bool contains(char c) const { return m_has[static_cast<unsigned char>(c)]; }

    /// Where the first member stands in `text`; npos when there is none.
    [[nodiscard]] constexpr std::size_t findIn(std::string_view text) const
    {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (contains(text[i]))
                return i;
        }
        return std::string_view::npos;
    }

    /// `text` without the members at its ends.
    [[nodiscard]] constexpr std::string_view trim(std::string_view text) const
    {
        while (!text.empty() && contains(text.front()))
            text.remove_prefix(1);
        while (!text.empty() && contains(text.back()))
            text.remove_suffix(1);
        return text;
    }

private:
    std::array<bool, 256> m_has{};
};

} // namespace sightglass
