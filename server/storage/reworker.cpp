// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/reworker.h"

#include "storage/chunkreads.h"
#include "storage/reworkplan.h"

#include <algorithm>

namespace sightglass::storage {

Reworker::Reworker(ReadPool& pool, const SourceTable& sources, const CatalogueTable& catalogue, ColumnCache& cache,
                   ChunkInstaller& installer, SealingOptions options)
    : m_pool(pool)
    , m_sources(sources)
    , m_catalogue(catalogue)
    , m_cache(cache)
    , m_installer(installer)
    , m_options(std::move(options))
{
}

Expected<bool> Reworker::reworkNext(std::int64_t today)
{
    const std::vector<std::int64_t> ids =
        nextRework(*m_catalogue.snapshot(), *m_sources.snapshot(), today, m_options.chunkRows);
    if (ids.empty())
        return false;
    ChunkMaker maker(m_options.chunkRows);
    const auto take = [&maker](domain::Event&& event, std::int64_t rawBytes) { maker.add(event, rawBytes); };
    if (const Expected<void> done = read(ids, take); !done)
        return unexpected(done.error());
    Expected<std::vector<NewChunk>> chunks = maker.finish();
    if (!chunks)
        return unexpected(chunks.error());
    return install({std::move(*chunks), ids, {}, {}}).transform([] { return true; });
}

Expected<std::int64_t> Reworker::rework(std::int64_t chunk, const Change& change)
{
    ChunkMaker maker(m_options.chunkRows);
    ChunkChange made{{}, {chunk}, {}, {}};
    std::int64_t count = 0;
    const auto take = [&](domain::Event&& event, std::int64_t rawBytes) {
        const Verdict verdict = change(event);
        count += verdict == Verdict::Keep ? 0 : 1;
        if (verdict == Verdict::Erase)
            made.erased.push_back(event.seq.value);
        else
            maker.add(event, rawBytes);
    };
    if (const Expected<void> done = read(made.removed, take); !done)
        return done.error().code == ErrorCode::Conflict ? Expected<std::int64_t>(0) : unexpected(done.error());
    if (count == 0)
        return 0;
    Expected<std::vector<NewChunk>> chunks = maker.finish();
    if (!chunks)
        return unexpected(chunks.error());
    made.added = std::move(*chunks);
    std::sort(made.erased.begin(), made.erased.end());
    return install(std::move(made)).transform([count] { return count; });
}

Expected<void> Reworker::install(ChunkChange change)
{
    if (m_options.faultPoint)
        m_options.faultPoint("chunks reworked");
    return m_installer.install(std::move(change));
}

Expected<void> Reworker::read(const std::vector<std::int64_t>& ids,
                              const std::function<void(domain::Event&&, std::int64_t rawBytes)>& take)
{
    const Expected<std::shared_ptr<ChunkReads>> reads = ChunkReads::open(m_pool, m_catalogue, m_cache);
    if (!reads)
        return unexpected(reads.error());
    const SourceTable::Snapshot sources = m_sources.snapshot();
    for (const std::int64_t id : ids) {
        const ChunkEntry* entry = (*reads)->catalogue().find(id);
        if (entry == nullptr)
            return unexpected(ErrorCode::Conflict, QStringLiteral("A chunk has gone meanwhile."));
        const bool isGone = std::none_of(entry->sources.begin(), entry->sources.end(), [&](const SourceRows& part) {
            return sources->projectOf(part.source).isValid();
        });
        if (isGone)
            continue;
        Expected<std::vector<domain::Event>> events = (*reads)->columns(id).events();
        if (!events)
            return unexpected(events.error());
        for (domain::Event& event : *events) {
            event.project = sources->projectOf(event.source);
            if (event.project.isValid())
                take(std::move(event), entry->rawBytes / std::max<std::int64_t>(entry->rows, 1));
        }
    }
    return {};
}

} // namespace sightglass::storage
