// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/eraser.h"

#include "storage/chunkreads.h"
#include "storage/columns/columnids.h"
#include "storage/writercall.h"

#include <algorithm>

namespace sightglass::storage {

Eraser::Eraser(Writer& writer, ReadPool& pool, const SourceTable& sources, const CatalogueTable& catalogue,
               ColumnCache& cache, Reworker& reworker)
    : m_writer(writer)
    , m_pool(pool)
    , m_sources(sources)
    , m_catalogue(catalogue)
    , m_cache(cache)
    , m_reworker(reworker)
{
}

Expected<std::int64_t> Eraser::lastSeq()
{
    if (const Expected<void> taken = takeOne(); !taken)
        return unexpected(taken.error());
    return m_erasure ? m_erasure->lastSeq : 0;
}

Expected<void> Eraser::takeOne()
{
    if (m_erasure || !m_mayBePending.exchange(false))
        return {};
    const Expected<ReadPool::Borrowed> connection = m_pool.take();
    Expected<std::vector<Erasure>> pending =
        connection ? readErasures(**connection) : Expected<std::vector<Erasure>>(unexpected(connection.error()));
    if (!pending) {
        m_mayBePending = true;
        return unexpected(pending.error());
    }
    if (pending->empty())
        return {};
    m_mayBePending = true; // there may be another
    m_erasure = std::move(pending->front());
    m_tour.emplace(m_erasure->project, m_erasure->lastSeq);
    return {};
}

Expected<bool> Eraser::eraseNext()
{
    if (!m_erasure)
        return false;
    const Catalogue::Entry chunk = m_tour->next(*m_catalogue.snapshot(), *m_sources.snapshot());
    m_done = m_tour->done();
    m_total = m_tour->total();
    if (!chunk) {
        Expected<void> finished = m_writer.finishErasure(m_erasure->id);
        if (!finished)
            return unexpected(finished.error());
        m_erasure.reset();
        m_tour.reset();
        return true;
    }
    if (const Expected<void> erased = eraseFrom(*chunk); !erased)
        return unexpected(erased.error());
    m_tour->leave(chunk->id);
    return true;
}

Expected<void> Eraser::eraseFrom(const ChunkEntry& chunk)
{
    const Expected<bool> may = mayHold(chunk);
    if (!may)
        return unexpected(may.error());
    if (!*may)
        return {};
    const auto verdict = [this](domain::Event& event) {
        const bool isTheirs = event.project == m_erasure->project && event.seq.value <= m_erasure->lastSeq &&
                              (holds(m_erasure->spans, event.visitor, event.eventTime) ||
                               holds(m_erasure->spans, event.linkTo, event.eventTime));
        return isTheirs ? Reworker::Verdict::Erase : Reworker::Verdict::Keep;
    };
    const Expected<std::int64_t> erased = m_reworker.rework(chunk.id, verdict);
    if (!erased)
        return unexpected(erased.error());
    m_events += *erased;
    return {};
}

/// Whether one of the keys has rows there, or links of others stand in the chunk: those are looked at one by one.
Expected<bool> Eraser::mayHold(const ChunkEntry& chunk)
{
    const Expected<std::shared_ptr<ChunkReads>> reads = ChunkReads::open(m_pool, m_catalogue, m_cache);
    if (!reads)
        return unexpected(reads.error());
    const ChunkColumns columns = (*reads)->columns(chunk.id);
    const auto header = columns.header();
    if (!header)
        return unexpected(header.error());
    if ((*header)->column(columns::idOf(Member::LinkTo)) != nullptr)
        return true;
    const auto runs = columns.runs();
    if (!runs)
        return unexpected(runs.error());
    const std::vector<std::uint64_t> keys = keysOf(m_erasure->spans);
    return std::any_of((*runs)->begin(), (*runs)->end(), [&](const domain::VisitorRun& run) {
        return std::binary_search(keys.begin(), keys.end(), run.visitor());
    });
}

} // namespace sightglass::storage
