// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>

namespace sightglass::client {

/// How long to wait before the next attempt to reach a hub: doubles from half a second to half a minute.
class Backoff
{
public:
    using Wait = std::chrono::milliseconds;
    [[nodiscard]] Wait next()
    {
        const Wait wait = m_next;
        m_next = std::min(m_next * 2, kMost);
        return wait;
    }
    void reset() { m_next = kLeast; }

private:
    static constexpr Wait kLeast{500};
    static constexpr Wait kMost{30'000};
    Wait m_next = kLeast;
};

} // namespace sightglass::client
