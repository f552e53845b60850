// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How the writer stores a group of submissions and tells those who wait.
#include "core/logging.h"
#include "storage/writerparts.h"

#include <algorithm>

namespace sightglass::storage {

using domain::Event;
using domain::StoreOutcome;
using namespace std::chrono_literals;

void Writer::storeGroup(std::vector<Submission> group)
{
    if (group.empty())
        return;
    std::int64_t held = 0;
    for (const Submission& submission : group)
        held += submission.heldBytes;
    const SourceTable::Snapshot sources = m_sources.snapshot();
    std::vector<StoreOutcome> outcomes;
    const Expected<void> stored = hasRoom().and_then([&] { return m_parts->events.store(group, *sources, outcomes); });
    m_parts->logIsCopied = false;
    noteLinks();
    if (m_options.syncDelay > 0ms)
        std::this_thread::sleep_for(m_options.syncDelay);
    m_queuedBytes -= held;
    if (!stored) {
        refuse(group, stored.error());
        return;
    }
    if (!m_writable.exchange(true))
        qCInfo(lcStorage) << "The store can be written again.";
    ++m_commits;
    noteStored();
    publish(group, outcomes);
    for (std::size_t i = 0; i < group.size(); ++i) {
        m_duplicates += std::count(outcomes[i].items.begin(), outcomes[i].items.end(), StoreOutcome::Item::Duplicate);
        group[i].done(std::move(outcomes[i]));
    }
}

Expected<void> Writer::hasRoom()
{
    if (!m_reserve.isLow(m_parts->housekeeping.logBytes()))
        return {};
    return unexpected(
        ErrorCode::Unavailable,
        QStringLiteral("less than %1 MiB of the disk are free (disk_reserve)").arg(m_reserve.bytes() / (1024 * 1024)));
}

void Writer::noteStored()
{
    m_lastSeq = m_parts->events.nextSeq() - 1;
    if (m_stored)
        m_stored(m_lastSeq);
}

void Writer::noteLinks()
{
    m_links.publish(m_parts->events.links().version());
}

void Writer::publish(const std::vector<Submission>& group, const std::vector<StoreOutcome>& outcomes)
{
    domain::LiveFeed* feed = m_feed.load();
    if (feed == nullptr)
        return;
    const SourceTable::Snapshot sources = m_sources.snapshot();
    auto stored = std::make_shared<std::vector<Event>>();
    std::size_t row = 0;
    for (std::size_t i = 0; i < group.size(); ++i) {
        for (std::size_t item = 0; item < outcomes[i].items.size(); ++item) {
            if (outcomes[i].items[item] == StoreOutcome::Item::Duplicate)
                continue;
            const StoredRow& place = m_parts->events.storedRows()[row++];
            if (!group[i].live)
                continue;
            Event& event = stored->emplace_back(std::move((*group[i].live)[item]));
            event.seq = EventSeq(place.seq);
            event.source = place.source;
            event.project = sources->projectOf(place.source);
        }
    }
    if (!stored->empty())
        feed->stored(std::move(stored));
}

void Writer::refuse(const std::vector<Submission>& group, const Error& error)
{
    if (m_writable.exchange(false))
        qCWarning(lcStorage) << "The store cannot be written:" << error.detail;
    for (const Submission& submission : group)
        submission.done(unexpected(ErrorCode::Unavailable, error.detail, error.where));
}

} // namespace sightglass::storage
