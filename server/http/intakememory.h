// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace sightglass::http {

/// The budget for bytes of requests that are not answered yet, over all connections (design §3 `intake_memory`).
/// Thread: any. It refuses nothing: whoever reads looks at isSpent() first and leaves the socket alone.
class IntakeMemory
{
public:
    explicit IntakeMemory(std::size_t budgetBytes)
        : m_budget(static_cast<std::int64_t>(budgetBytes))
    {
    }

    void charge(std::int64_t bytes) { m_used.fetch_add(bytes, std::memory_order_relaxed); }
    [[nodiscard]] std::int64_t used() const { return m_used.load(std::memory_order_relaxed); }
    [[nodiscard]] bool isSpent() const { return used() >= m_budget; }

private:
    const std::int64_t m_budget;
    std::atomic<std::int64_t> m_used = 0;
};

/// One connection's share; gives it back when it goes.
class MemoryShare
{
public:
    explicit MemoryShare(IntakeMemory& memory)
        : m_memory(memory)
    {
    }
    ~MemoryShare() { set(0); }
    MemoryShare(const MemoryShare&) = delete;
    MemoryShare& operator=(const MemoryShare&) = delete;

    void set(std::size_t bytes)
    {
        const auto wanted = static_cast<std::int64_t>(bytes);
        if (wanted != m_charged)
            m_memory.charge(wanted - m_charged);
        m_charged = wanted;
    }

private:
    IntakeMemory& m_memory;
    std::int64_t m_charged = 0;
};

} // namespace sightglass::http
