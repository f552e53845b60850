// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sealfixture.h"

#include <random>

namespace sightglass::test {

using domain::Event;
using domain::ScanRequest;
using domain::Source;

ScanRequest everything(ProjectId project)
{
    return wholeRequest(project, domain::TimeRange{at("1900-01-01T00:00:00.000Z"), at("2100-01-01T00:00:00.000Z")},
                        {"key0", "missing", "key2"}, {"key1"});
}

std::vector<Event> someEvents(const Source& source, TimePoint around, int count, unsigned seed)
{
    std::mt19937_64 random(seed);
    std::vector<Event> events;
    for (int i = 0; i < count; ++i) {
        Event event = randomEvent(random, source, around);
        event.visitor = (random() % 20) << 59 >> (random() % 2);
        event.eventTime = around - std::chrono::hours(random() % 100);
        event.messageId = random() % 5 == 0 ? "" : std::to_string(seed) + "-" + std::to_string(i);
        events.push_back(std::move(event));
    }
    return events;
}

SnapshotRows seenOf(StoreFixture& fixture, ProjectId project, QString& wrong)
{
    auto scan = fixture.store().openScan();
    const ScanRequest request = everything(project);
    const auto snapshot = (*scan)->open(request, domain::Cancellation());
    if (!snapshot) {
        wrong = snapshot.error().detail;
        return {};
    }
    return readSnapshot(**snapshot, request, wrong);
}

SnapshotRows expectedOf(const std::vector<Event>& events, ProjectId project)
{
    SnapshotRows rows;
    for (const Event& event : events)
        rows[event.seq.value] = snapshotRow(event, everything(project));
    return rows;
}

std::vector<std::int64_t> seqsOf(const std::vector<Event>& events)
{
    std::vector<std::int64_t> seqs;
    for (const Event& event : events)
        seqs.push_back(event.seq.value);
    return seqs;
}

} // namespace sightglass::test
