// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/eventsink.h"

#include <mutex>
#include <set>
#include <vector>

namespace sightglass::test {

/// A sink into a plain vector that answers at once, on the caller's thread. Events with a message id that was seen
/// are duplicates (of one source; for ever). Safe from several threads.
class MemorySink final : public domain::EventSink
{
public:
    [[nodiscard]] Expected<void> submit(std::vector<domain::Event> events, domain::StoreDone done) override
    {
        domain::StoreOutcome outcome;
        {
            const std::lock_guard lock(m_mutex);
            for (domain::Event& event : events) {
                const bool isNew =
                    event.messageId.empty() || m_seen.insert({event.source.value, event.messageId}).second;
                outcome.items.push_back(isNew ? domain::StoreOutcome::Item::Stored
                                              : domain::StoreOutcome::Item::Duplicate);
                if (isNew)
                    m_events.push_back(std::move(event));
            }
        }
        done(std::move(outcome));
        return {};
    }
    [[nodiscard]] std::vector<domain::Event> events() const
    {
        const std::lock_guard lock(m_mutex);
        return m_events;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<domain::Event> m_events;
    std::set<std::pair<std::int64_t, std::string>> m_seen;
};

} // namespace sightglass::test
