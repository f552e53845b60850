// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sightglass::query {

/// Texts of one column numbered for one question, across chunks. Id 0 is "absent". Not thread safe.
class Dictionary
{
public:
    Dictionary() { m_texts.emplace_back(); }
    Dictionary(Dictionary&&) = default;
    Dictionary& operator=(Dictionary&&) = default;

    [[nodiscard]] std::uint32_t idOf(std::string_view text)
    {
        if (text.empty())
            return 0;
        if (const auto found = m_ids.find(text); found != m_ids.end())
            return found->second;
        const std::string_view kept = m_texts.emplace_back(text);
        return m_ids.emplace(kept, static_cast<std::uint32_t>(m_texts.size() - 1)).first->second;
    }
    [[nodiscard]] std::string_view text(std::uint32_t id) const { return m_texts[id]; }
    [[nodiscard]] std::size_t size() const { return m_texts.size(); }

private:
    std::deque<std::string> m_texts; ///< A deque: views into it stay valid.
    std::unordered_map<std::string_view, std::uint32_t> m_ids;
};

} // namespace sightglass::query
