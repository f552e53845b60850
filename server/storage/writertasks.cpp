// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What others have the writer do between groups of events.
#include "storage/writercall.h"
#include "storage/writerparts.h"

namespace sightglass::storage {

Expected<bool> Writer::removeSlice()
{
    Expected<bool> more = m_parts->housekeeping.removeSlice(m_map);
    if (more && *more) {
        m_parts->chunks.noteRowsRemoved();
        m_parts->events.forgetLinks();
        noteLinks();
    }
    return more;
}

Expected<std::int64_t> Writer::linkChanges()
{
    return onThread([&]() { return Expected<std::int64_t>(m_parts->events.links().changes()); });
}

Expected<void> Writer::beginErasure(const ErasurePlan& plan, std::int64_t changes)
{
    return onThread([&]() -> Expected<void> {
        if (m_sources.snapshot()->sourcesOf(plan.project) != plan.sources ||
            m_parts->events.links().haveChanged(changes, plan.keys))
            return unexpected(ErrorCode::Conflict, QStringLiteral("The links of the person have changed."));
        return m_parts->erasures.begin(plan);
    });
}

Expected<void> Writer::finishErasure(std::int64_t id)
{
    return onThread([&]() { return m_parts->erasures.finish(id); });
}

bool Writer::emptyLog()
{
    return onThread([&]() { return Expected<bool>(m_parts->housekeeping.emptyLog()); }).value_or(false);
}

Expected<std::int64_t> Writer::shrink()
{
    return onThread([this]() -> Expected<std::int64_t> {
        const Expected<bool> removed = removeSlice();
        if (!removed)
            return unexpected(removed.error());
        return *removed ? Expected<std::int64_t>(1) : m_parts->housekeeping.shrink();
    });
}

bool Writer::runTask(Task task)
{
    if (std::this_thread::get_id() == m_threadId.load()) {
        task(); // waiting for itself would never end
        return true;
    }
    return m_jobs.post(std::move(task));
}

ControlDatabase& Writer::control()
{
    return *m_parts->control;
}

ChunkWriter& Writer::chunks()
{
    return m_parts->chunks;
}

Expected<std::int64_t> Writer::cover()
{
    return onThread([this]() -> Expected<std::int64_t> {
        if (m_parts->events.hasUncovered()) {
            if (const Expected<void> done = m_parts->events.cover(m_clock.now()); !done)
                return unexpected(done.error());
        }
        return m_parts->events.nextSeq() - 1;
    });
}

Expected<void> Writer::removeLink(const domain::IdentityLink& link)
{
    return onThread([&] { return m_parts->events.takeLinkBack(link, m_clock.now()); });
}

Expected<void> Writer::cutClick(std::uint64_t click)
{
    return onThread([this, click] { return m_parts->events.cutClick(click, m_clock.now()); });
}

Expected<std::int64_t> Writer::takeSeqs(std::int64_t count)
{
    return onThread([this, count] { return Expected<std::int64_t>(m_parts->events.takeSeqs(count)); });
}

Expected<void> Writer::commitImport(const ChunkChange& change, ImportedRows& rows)
{
    return onThread([&] { return importNow(change, rows); });
}

Expected<void> Writer::importNow(const ChunkChange& change, ImportedRows& rows)
{
    if (Expected<void> room = hasRoom(); !room)
        return room;
    const Expected<bool> hasSome = m_parts->events.findDuplicates(rows, *m_sources.snapshot());
    if (!hasSome)
        return unexpected(hasSome.error());
    if (*hasSome)
        return unexpected(ErrorCode::Conflict, QStringLiteral("Some events are stored already."));
    Expected<void> done = m_parts->chunks.commit(change, [&] { return m_parts->events.addImported(rows); });
    const Expected<void> ended = m_parts->events.endImport(rows, done.has_value());
    if (!done)
        return done;
    noteStored();
    return ended;
}

TimePoint Writer::horizon() const
{
    return m_clock.now() - EventWriter::horizonOf(m_options.dedupHorizon);
}

} // namespace sightglass::storage
