// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sightglass::query {

/// The slots under which each person was counted, so that distinct people of several slots together can be told
/// afterwards without looking at anybody again. Gives itself up when it becomes too long. One thread.
class SlotLog
{
public:
    /// Once for each person and slot, person by person; `stamp` is the person's.
    void add(std::uint32_t stamp, std::size_t slot)
    {
        if (!m_isWhole || (isFull() && !addBlock()))
            return;
        Block& block = m_blocks.back();
        std::uint8_t* at = block.bytes.data() + block.size;
        const bool isNew = stamp != m_last;
        m_people += isNew ? 1 : 0;
        std::size_t rest = 2 * slot + (isNew ? 1 : 0);
        for (; rest >= 0x80; rest >>= 7)
            *at++ = static_cast<std::uint8_t>(rest | 0x80);
        *at++ = static_cast<std::uint8_t>(rest);
        block.size = static_cast<std::size_t>(at - block.bytes.data());
        m_last = stamp;
    }
    /// Takes over what was logged of other people.
    void append(SlotLog&& other);
    /// Nobody was left out.
    [[nodiscard]] bool isWhole() const { return m_isWhole; }
    /// Under any slot.
    [[nodiscard]] std::uint32_t people() const { return m_people; }
    /// Of people under at least one of the wanted slots.
    [[nodiscard]] std::uint32_t countPeople(std::span<const std::uint8_t> wanted) const;

private:
    /// Entries of seven bits a byte, the lowest first, the top bit says that more follow: 2 × slot, and 1 more at a
    /// person's first. No entry lies in two blocks, so that blocks of several logs follow each other.
    struct Block
    {
        std::vector<std::uint8_t> bytes; ///< kBlockBytes.
        std::size_t size = 0;
    };

    static constexpr std::size_t kBlockBytes = 64 * 1024;
    static constexpr std::size_t kEntryBytes = 10; ///< At most.

    [[nodiscard]] bool isFull() const { return m_blocks.empty() || m_blocks.back().size + kEntryBytes > kBlockBytes; }
    /// False when there are too many already.
    [[nodiscard]] bool addBlock();
    void giveUp();

    std::vector<Block> m_blocks;
    std::uint32_t m_last = 0;
    std::uint32_t m_people = 0;
    bool m_isWhole = true;
};

} // namespace sightglass::query
