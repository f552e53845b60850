// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <utility>

namespace sightglass {

/// Work that one thread makes and Qt carries to another (QThreadPool::start(), QMetaObject::invokeMethod()). Qt's own
/// locks order the two; the mark in here says so once more, because the thread sanitizer cannot look into a Qt that was
/// built without it and would take the second thread's first look at the captures for a race.
///
/// Thread: made and moved in the first, called and destroyed in the second.
template <typename Work> class HandedOver
{
public:
    explicit HandedOver(Work work)
        : m_work(std::move(work))
    {
        give();
    }
    HandedOver(const HandedOver& other)
        : m_work(other.m_work)
    {
        give();
    }
    HandedOver(HandedOver&& other) noexcept
        : m_work(std::move(other.m_work))
    {
        give();
    }
    HandedOver& operator=(const HandedOver&) = delete;
    HandedOver& operator=(HandedOver&&) = delete;
    ~HandedOver() { take(); }

    void operator()()
    {
        take();
        m_work();
    }

private:
    void give() { m_isGiven.store(true, std::memory_order_release); }
    void take() const { (void)m_isGiven.load(std::memory_order_acquire); }

    Work m_work;
    std::atomic<bool> m_isGiven{false};
};

} // namespace sightglass
