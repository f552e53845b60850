// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"

#include <atomic>

namespace sightglass::test {

/// A clock that stands still until told to move. Safe from several threads.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(TimePoint start)
        : m_ms(toMs(start))
    {
    }
    [[nodiscard]] TimePoint now() const override { return fromMs(m_ms.load()); }
    void set(TimePoint t) { m_ms = toMs(t); }
    void advance(std::chrono::milliseconds by) { m_ms += by.count(); }

private:
    std::atomic<std::int64_t> m_ms;
};

/// "2025-01-15T14:30:10.000Z" → time point; asserts on anything else.
[[nodiscard]] TimePoint at(const char* iso);

} // namespace sightglass::test
