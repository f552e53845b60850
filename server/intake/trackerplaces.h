// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace sightglass::intake {

/// How many requests of the tracker's routes are answered at once (spec tracker §1.2 "MaximumConnections", rate class c
/// of spec routes §1). Health, status, ping, clear, preflights and sockets are not counted. Thread: any.
class TrackerPlaces
{
public:
    /// 0 = no limit.
    explicit TrackerPlaces(std::size_t atOnce)
        : m_atOnce(static_cast<std::int64_t>(atOnce))
        , m_taken(std::make_shared<std::atomic<std::int64_t>>(0))
    {
    }

    /// Counts a request until it is answered or given up; nothing when there are too many already.
    [[nodiscard]] domain::Responder admitted(domain::Responder respond) const;
    /// The handler, with its requests counted; those too many are answered 503.
    [[nodiscard]] domain::Handler counted(domain::Handler handler) const;
    /// Requests being answered.
    [[nodiscard]] std::int64_t taken() const { return m_taken->load(); }

private:
    const std::int64_t m_atOnce;
    const std::shared_ptr<std::atomic<std::int64_t>> m_taken;
};

} // namespace sightglass::intake
