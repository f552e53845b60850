// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/opentracebatch.h"

#include <QRandomGenerator>

#include <algorithm>
#include <iterator>
#include <memory>
#include <mutex>

namespace sightglass::intake {

namespace {

/// Of parts that are stored at once, on whichever threads.
struct OpenTraceResult
{
    std::mutex mutex;
    std::size_t left = 0;
    StoreResult worst = StoreResult::Stored;
};

} // namespace

void OpenTraceBatch::add(domain::SourceDirectory::Entry entry, std::vector<domain::DecodedEvent> events)
{
    auto part =
        std::find_if(parts.begin(), parts.end(), [&](const Part& p) { return p.entry->source.id == entry->source.id; });
    if (part == parts.end())
        part = parts.insert(parts.end(), {std::move(entry), {}});
    part->events.insert(part->events.end(), std::make_move_iterator(events.begin()),
                        std::make_move_iterator(events.end()));
}

void OpenTraceBatch::warn(domain::Warning warning)
{
    for (Part& part : parts) {
        for (domain::DecodedEvent& one : part.events)
            domain::addWarning(one.event, warning);
    }
}

void OpenTraceBatch::refuse(int index, std::string code, std::string message)
{
    ingest::Refusal& refusal = refusals.emplace_back();
    refusal.index = index;
    refusal.code = std::move(code);
    refusal.message = std::move(message);
}

void storeAll(IntakeService& service, std::vector<OpenTraceBatch::Part> parts, TimePoint receivedAt,
              std::function<void(StoreResult)> done)
{
    if (parts.empty())
        return done(StoreResult::Stored);
    const auto joined = std::make_shared<OpenTraceResult>();
    joined->left = parts.size();
    for (OpenTraceBatch::Part& part : parts) {
        service.store(*part.entry, std::move(part.events), receivedAt, [joined, done](StoreResult result) {
            {
                const std::lock_guard lock(joined->mutex);
                joined->worst = std::max(joined->worst, result);
                if (--joined->left > 0)
                    return;
            }
            done(joined->worst);
        });
    }
}

std::string inventedSession(bool strict)
{
    constexpr std::string_view kBase36 = "0123456789abcdefghijklmnopqrstuvwxyz";
    QRandomGenerator& random = *QRandomGenerator::global();
    if (strict)
        return "ss_" + std::to_string(random.bounded(1000, 10'000));
    std::string session = "ss_";
    for (int i = 0; i < 10; ++i)
        session += kBase36[random.bounded(static_cast<quint32>(kBase36.size()))];
    return session;
}

} // namespace sightglass::intake
