// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/originalrows.h"

#include "storage/store.h"

#include <optional>

namespace sightglass::service {

namespace {

namespace originals = ingest::openmetrics;

constexpr int kEventsAtOnce = 100;

/// Shows a person's events, oldest first, until `isEnough`.
template <typename Visit> Expected<void> untilEnough(storage::Store& store, const domain::Event& of, Visit isEnough)
{
    std::optional<storage::EventCursor> after;
    for (;;) {
        const auto events = store.personEvents(of.project, {of.visitor}, after, kEventsAtOnce);
        if (!events)
            return unexpected(events.error());
        for (const domain::Event& event : *events) {
            if (isEnough(event))
                return {};
        }
        if (events->size() < kEventsAtOnce)
            return {};
        after = storage::EventCursor::at(events->back());
    }
}

} // namespace

Expected<void> OriginalRows::read(std::string_view record, std::vector<domain::Event>& out)
{
    out.clear();
    const Expected<json::Document> exported = m_parser->parse(record);
    if (!exported)
        return unexpected(exported.error());
    const std::string plain = originals::plainDocument(exported->root);
    const Expected<json::Document> document = m_parser->parse(plain);
    if (!document)
        return unexpected(document.error());
    if (m_file.collection != originals::Collection::Active) {
        Expected<std::vector<domain::Event>> events = originals::eventsOfDocument(document->root, m_file.collection);
        if (!events)
            return unexpected(events.error());
        out = std::move(*events);
        return {};
    }
    Expected<originals::ActiveRow> row = originals::activeOfDocument(document->root);
    if (!row) // told once, with the first period
        return m_file.period == originals::ActivePeriod::Hour ? Expected<void>(unexpected(row.error()))
                                                              : Expected<void>();
    if (row->period == m_file.period)
        out.push_back(std::move(row->event));
    return {};
}

Expected<void> placeInTime(domain::Event& event, storage::Store& store, const OriginalFile& file)
{
    if (event.statedAt) {
        if (file.collection == originals::Collection::Users)
            file.memory->noteUser(event.userId, event.eventTime);
        return {};
    }
    if (const auto began = file.memory->beganAt(event.userId); began && !event.userId.empty()) {
        event.eventTime = event.timestamp = event.receivedAt = *began;
        return {};
    }
    std::optional<TimePoint> first;
    std::optional<TimePoint> before; ///< When it came the last time.
    const Expected<void> looked = untilEnough(store, event, [&](const domain::Event& known) {
        first = first.value_or(known.eventTime);
        if (known.messageId == event.messageId)
            before = known.eventTime;
        return before.has_value();
    });
    event.eventTime = event.timestamp = event.receivedAt = before ? *before : first.value_or(file.now);
    return looked;
}

bool isImplied(const domain::Event& event, const OriginalFile& file)
{
    return file.collection == originals::Collection::Active &&
           !file.memory->noteActive(event.userId, event.eventTime, file.period);
}

} // namespace sightglass::service
