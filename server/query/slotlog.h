// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace sightglass::query {

/// The memory that the logs of one reading may still take, together. Thread: any.
class LogRoom
{
public:
    explicit LogRoom(std::size_t bytes)
        : m_left(static_cast<std::ptrdiff_t>(bytes))
    {
    }
    /// False when so much is not left.
    [[nodiscard]] bool take(std::size_t bytes)
    {
        const auto count = static_cast<std::ptrdiff_t>(bytes);
        if (m_left.fetch_sub(count) >= count)
            return true;
        m_left += count;
        return false;
    }
    void give(std::size_t bytes) { m_left += static_cast<std::ptrdiff_t>(bytes); }

private:
    std::atomic<std::ptrdiff_t> m_left;
};

/// The slots under which each person was counted, so that distinct people of several slots together can be told
/// afterwards without looking at anybody again. Gives itself up when there is no more room. One thread.
class SlotLog
{
public:
    explicit SlotLog(std::shared_ptr<LogRoom> room)
        : m_room(std::move(room))
    {
    }

    /// Once for each person and slot, person by person; `stamp` is the person's. Nothing is added when `really` is 0,
    /// and not 1: no branch asks for it, since nothing could foretell it.
    void add(std::uint32_t stamp, std::size_t slot, std::uint32_t really = 1)
    {
        if (!m_isWhole || (m_at >= m_end && !addBlock()))
            return;
        const std::uint32_t isFirst = stamp != m_last ? 1 : 0;
        std::uint16_t* at = m_at;
        std::size_t rest = 2 * slot + isFirst;
        for (; rest >= kMore; rest >>= kBits)
            *at++ = static_cast<std::uint16_t>(rest | kMore);
        *at++ = static_cast<std::uint16_t>(rest);
        m_at = really ? at : m_at;
        m_last = really ? stamp : m_last;
        m_people += really & isFirst;
    }
    /// Takes over what was logged of other people; nothing is added any more.
    void append(SlotLog&& other);
    /// Nobody was left out.
    [[nodiscard]] bool isWhole() const { return m_isWhole; }
    /// Under any slot.
    [[nodiscard]] std::uint32_t people() const { return m_people; }
    /// Of people under at least one of the wanted slots, which are 1; the others are 0.
    [[nodiscard]] std::uint32_t countPeople(std::span<const std::uint8_t> wanted) const;

private:
    /// Entries of 15 bits a word, the lowest first, the top bit says that more follow: 2 × slot, and 1 more at a
    /// person's first. Most are one word. No entry lies in two blocks, so that blocks of several logs follow each
    /// other.
    using Block = std::vector<std::uint16_t>;

    static constexpr unsigned kBits = 15;
    static constexpr std::uint16_t kMore = 1U << kBits;
    static constexpr std::size_t kBlockWords = 32 * 1024;
    static constexpr std::size_t kBlockBytes = kBlockWords * sizeof(std::uint16_t);
    static constexpr std::size_t kEntryWords = 5; ///< At most.

    /// False when there is no room.
    [[nodiscard]] bool addBlock();
    void closeBlock();
    /// Leaves its room to the others.
    void giveUp();

    std::shared_ptr<LogRoom> m_room;
    std::vector<Block> m_blocks;
    std::uint16_t* m_at = nullptr;  ///< In the last block, like the next; null when it is closed.
    std::uint16_t* m_end = nullptr; ///< Where there may be no room for an entry.
    std::uint32_t m_last = 0;
    std::uint32_t m_people = 0;
    bool m_isWhole = true;
};

} // namespace sightglass::query
