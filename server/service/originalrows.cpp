// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/originalrows.h"

#include "storage/store.h"

#include <algorithm>
#include <chrono>

namespace sightglass::service {

namespace {

namespace originals = ingest::openmetrics;

constexpr int kEventsAtOnce = 100;

/// Shows a person's events from a time on, oldest first, until `isEnough`.
template <typename Visit>
Expected<void> untilEnough(storage::Store& store, const domain::Event& of, TimePoint from, Visit isEnough)
{
    std::optional<storage::EventCursor> after = storage::EventCursor{from - std::chrono::milliseconds(1), TimePoint::max(), {}, {}};
    if (from == TimePoint::min())
        after.reset();
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

/// The end of the period that begins at `begin`.
TimePoint endOf(TimePoint begin, originals::ActivePeriod period)
{
    using namespace std::chrono;
    switch (period) {
    case originals::ActivePeriod::Hour: return begin + hours(1);
    case originals::ActivePeriod::Day: return begin + days(1);
    case originals::ActivePeriod::Week: return begin + days(7);
    case originals::ActivePeriod::Month: break;
    }
    const year_month_day day(floor<days>(begin));
    return TimePoint(sys_days(day + months(1)));
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
        return m_file.period == originals::ActivePeriod::Hour ? Expected<void>(unexpected(row.error())) : Expected<void>();
    if (row->period == m_file.period)
        out.push_back(std::move(row->event));
    return {};
}

Expected<void> placeInTime(domain::Event& event, storage::Store& store, const OriginalFile& file)
{
    if (event.statedAt)
        return {};
    std::optional<TimePoint> first;
    std::optional<TimePoint> before; ///< When it came the last time.
    const Expected<void> looked = untilEnough(store, event, TimePoint::min(), [&](const domain::Event& known) {
        first = first.value_or(known.eventTime);
        if (known.messageId == event.messageId)
            before = known.eventTime;
        return before.has_value();
    });
    event.eventTime = event.timestamp = event.receivedAt = before ? *before : first.value_or(file.now);
    return looked;
}

Expected<bool> isImplied(const domain::Event& activity, storage::Store& store, const OriginalFile& file)
{
    if (file.collection != originals::Collection::Active || file.period == originals::ActivePeriod::Hour)
        return false;
    const TimePoint end = endOf(activity.eventTime, file.period);
    bool isThere = false;
    const Expected<void> looked = untilEnough(store, activity, activity.eventTime, [&](const domain::Event& event) {
        const bool isActivity = event.protocol == domain::Protocol::OpenMetrics && event.interactive && event.receivedAt == event.eventTime;
        isThere = event.eventTime < end && isActivity && event.messageId != activity.messageId;
        return isThere || event.eventTime >= end;
    });
    return looked ? Expected<bool>(isThere) : unexpected(looked.error());
}

} // namespace sightglass::service
