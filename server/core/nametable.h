// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

namespace sightglass::json {

/// Up to kMost things by their names, which must live as long: finds each in a few nanoseconds and allocates nothing.
/// For the members of one object, where many names are looked for. Lives on the stack. Thread: one at a time.
template <typename Thing> class NameTable
{
public:
    static constexpr std::size_t kMost = 128;

    /// A Thing{} when there is none.
    [[nodiscard]] Thing find(std::string_view name) const
    {
        const std::size_t at = place(name, hashOf(name));
        return at == 0 ? Thing{} : entry(at).thing;
    }
    /// Gives the one of the same name whose place it takes, or a Thing{}.
    Thing put(std::string_view name, Thing thing)
    {
        const std::uint8_t hash = hashOf(name);
        if (const std::size_t at = place(name, hash); at != 0)
            return std::exchange(entry(at).thing, thing);
        new (m_entries.data() + m_count++ * sizeof(Entry)) Entry{name, thing, m_first[hash]};
        m_first[hash] = static_cast<std::uint8_t>(m_count);
        return Thing{};
    }

private:
    struct Entry
    {
        std::string_view name;
        Thing thing;
        std::uint8_t next; ///< Place of the next one with the same hash, 0 = none.
    };
    [[nodiscard]] static std::uint8_t hashOf(std::string_view name)
    {
        if (name.empty())
            return 0;
        const auto at = [name](std::size_t i) { return std::size_t{static_cast<unsigned char>(name[i])}; };
        return static_cast<std::uint8_t>(name.size() * 37 + at(0) * 11 + at(name.size() / 2) * 5 + at(name.size() - 1) * 3);
    }
    [[nodiscard]] std::size_t place(std::string_view name, std::uint8_t hash) const
    {
        std::size_t at = m_first[hash];
        while (at != 0 && entry(at).name != name)
            at = entry(at).next;
        return at;
    }

    static_assert(std::is_trivially_destructible_v<Entry>);
    [[nodiscard]] const Entry& entry(std::size_t place) const
    {
        return *std::launder(reinterpret_cast<const Entry*>(m_entries.data() + (place - 1) * sizeof(Entry)));
    }
    [[nodiscard]] Entry& entry(std::size_t place) { return const_cast<Entry&>(std::as_const(*this).entry(place)); }

    std::size_t m_count = 0;
    std::array<std::uint8_t, 256> m_first{}; ///< Places from 1 on, by hash.
    alignas(Entry) std::array<std::byte, kMost * sizeof(Entry)> m_entries; ///< Memory only: setting it all up costs more than a search.
};

} // namespace sightglass::json
