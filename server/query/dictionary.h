// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::query {

/// Texts of one column numbered for one question, across chunks: 1, 2, 3 …; id 0 is "absent".
/// Thread: several may add at once; reading texts by id only when nobody adds any more.
class Dictionary
{
public:
    Dictionary();
    Dictionary(const Dictionary&) = delete;
    Dictionary& operator=(const Dictionary&) = delete;

    /// The ids of some texts, in their order. A text without one gets one.
    void addAll(std::span<const std::string_view> texts, std::vector<std::uint32_t>& ids);
    [[nodiscard]] std::uint32_t idOf(std::string_view text);
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;
    [[nodiscard]] std::string_view text(std::uint32_t id) const { return m_views[id]; }
    [[nodiscard]] std::size_t size() const { return m_views.size(); }
    /// Memory held, about. Thread: any.
    [[nodiscard]] std::size_t bytes() const;

private:
    struct Slot
    {
        std::uint32_t hash = 0;
        std::uint32_t id = 0;
    };

    [[nodiscard]] std::size_t placeOf(std::string_view text, std::uint32_t hash) const;
    [[nodiscard]] std::uint32_t insert(std::string_view text, std::uint32_t hash);
    void grow();

    mutable std::shared_mutex m_mutex;
    std::deque<std::string> m_texts; ///< A deque: views into it stay valid.
    std::vector<std::string_view> m_views;
    std::vector<Slot> m_slots; ///< Open addressing; id 0 = free.
    std::size_t m_bytes = 0;
};

} // namespace sightglass::query
