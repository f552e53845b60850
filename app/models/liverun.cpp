// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/liverun.h"

namespace sightglass::models {

namespace {

constexpr qsizetype kMostRuns = 4'096;

QString keyOf(const client::LiveRow& event)
{
    return QString::number(int(event.kind)) + QChar(0) + event.name + QChar(0) + event.path + QChar(0) +
           event.sourceId + QChar(0) + event.botReason;
}

QString personOf(const client::LiveRow& event)
{
    if (!event.userId.isEmpty())
        return event.userId;
    return event.anonymousId.isEmpty() ? event.visitor : event.anonymousId;
}

} // namespace

LiveRuns::Outcome LiveRuns::add(const client::LiveRow& event, qint64 nowMs)
{
    if (m_runs.size() > kMostRuns)
        forgetOld(event.at);
    Run& run = m_runs[keyOf(event)];
    if (event.at - run.last > kFoldWithin)
        run = {};
    run.last = event.at;
    if (run.fold) {
        grow(*run.fold, event);
        return {run.fold, false, false};
    }
    const auto isOld = [&](const auto& entry) { return event.at - entry->event.at > kFoldWithin; };
    run.entries.removeIf(isOld);
    if (run.entries.size() < kFoldAbove) {
        auto entry = std::make_shared<LiveEntry>();
        entry->event = event;
        entry->cameInMs = nowMs;
        run.entries.append(entry);
        return {entry, true, false};
    }
    run.fold = run.entries.takeLast();
    run.fold->people.insert(personOf(run.fold->event));
    for (const auto& entry : std::exchange(run.entries, {})) {
        entry->isFoldedAway = true;
        grow(*run.fold, entry->event);
    }
    grow(*run.fold, event);
    return {run.fold, false, true};
}

void LiveRuns::grow(LiveEntry& fold, const client::LiveRow& event)
{
    ++fold.count;
    if (fold.people.size() < kMostPeople)
        fold.people.insert(personOf(event));
    if (event.at >= fold.event.at)
        fold.event = event;
}

void LiveRuns::forgetOld(TimePoint now)
{
    m_runs.removeIf([&](const auto& item) { return now - item.value().last > kFoldWithin; });
    if (m_runs.size() > kMostRuns)
        m_runs.clear();
}

} // namespace sightglass::models
