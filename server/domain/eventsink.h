// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/event.h"

#include <functional>
#include <vector>

namespace sightglass::domain {

/// What became of each event of one submission, in its order.
struct StoreOutcome
{
    enum class Item : std::uint8_t { Stored, Duplicate };
    std::vector<Item> items;
};

/// Called once, on the sink's own thread, after the transaction that holds the events has committed (or failed).
/// It must be quick: hand the result to another thread's Mailbox and return.
using StoreDone = std::function<void(Expected<StoreOutcome>)>;

/// Where the pipeline ends. One submission is stored whole or not at all.
/// Thread: submit() from any. Errors: Busy when the queue is full, at once and without taking the events
/// (answer 503 or 429 with Retry-After); Unavailable through `done` when the store cannot be written.
class EventSink
{
public:
    virtual ~EventSink() = default;
    [[nodiscard]] virtual Expected<void> submit(std::vector<Event> events, StoreDone done) = 0;
};

} // namespace sightglass::domain
