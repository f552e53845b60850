// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rebuild.h"

#include "storage/catalogue.h"
#include "storage/chunkblobs.h"
#include "storage/chunkcolumns.h"
#include "storage/datadirectory.h"
#include "storage/erasures.h"
#include "storage/eventreader.h"
#include "storage/eventwriter.h"
#include "storage/hubnumbers.h"
#include "storage/hubsecret.h"
#include "storage/schema.h"
#include "storage/sqltext.h"
#include "storage/transaction.h"

#include <QFileInfo>

#include <algorithm>
#include <map>
#include <utility>

namespace sightglass::storage {

namespace {

constexpr std::size_t kIdsPerRun = 128 * 1024;
constexpr std::size_t kCacheBytes = 1024 * 1024; // whole events are never kept in it

using FaultPoint = std::function<void(const char*)>;

/// Collects what follows from events and writes it. Sealed ones only count for extents and ids: fresh ones are read
/// again when the store opens.
class Rebuilder
{
public:
    Rebuilder(Connection& connection, IdHash hash, TimePoint horizon, const FaultPoint& faultPoint)
        : m_connection(connection)
        , m_segments(connection)
        , m_hash(hash)
        , m_horizon(horizon)
        , m_faultPoint(faultPoint)
    {
    }

    [[nodiscard]] Expected<std::int64_t> run()
    {
        return m_connection.execute(sqlText("event", "forgetDerived"))
            .and_then([&] { return reached("derived forgotten"); })
            .and_then([&] { return m_segments.load(); })
            .and_then([&] { return readSealed(); })
            .and_then([&] { return readFresh(); })
            .and_then([&] { return writeIds(); })
            .and_then([&] { return reached("ids written"); })
            .and_then([&] { return writeLinks(); })
            .and_then([&] { return reached("links written"); })
            .and_then([&] { return writeExtents(); })
            .and_then([&] { return uncover(); })
            .and_then([&] { return reached("rebuild written"); })
            .transform([&] { return m_count; });
    }

private:
    [[nodiscard]] Expected<void> readSealed()
    {
        const Expected<std::shared_ptr<const Catalogue>> catalogue = Catalogue::read(m_connection);
        if (!catalogue)
            return unexpected(catalogue.error());
        m_sealedSeq = (*catalogue)->sealedSeq;
        ChunkBlobs blobs(m_connection);
        ColumnCache cache(kCacheBytes);
        for (const Catalogue::Entry& chunk : (*catalogue)->chunks) {
            const Expected<std::vector<domain::Event>> events = ChunkColumns(chunk->id, blobs, cache).events();
            if (!events)
                return unexpected(events.error());
            for (const domain::Event& event : *events) {
                if (Expected<void> taken = takeSealed(event); !taken)
                    return taken;
            }
            keepLinks();
        }
        return {};
    }

    [[nodiscard]] Expected<void> takeSealed(const domain::Event& event)
    {
        const std::int64_t time = toMs(event.eventTime);
        Extent& extent = m_extents.try_emplace(event.source, Extent{time, time, 0}).first->second;
        extent = {std::min(extent.first, time), std::max(extent.last, time), extent.events + 1};
        if (!event.messageId.empty() && event.receivedAt > m_horizon) {
            m_ids.push_back({m_hash(event.messageId), event.seq.value});
            m_lastReceived = std::max(m_lastReceived, event.receivedAt);
        }
        if (m_ids.size() >= kIdsPerRun) {
            if (Expected<void> written = writeIds(); !written)
                return written;
        }
        takeLinks(event);
        return {};
    }

    [[nodiscard]] Expected<void> readFresh()
    {
        Expected<Statement> rows = m_connection.prepare(sqlText("event", "after"));
        if (!rows)
            return unexpected(rows.error());
        rows->bind(1, m_sealedSeq);
        const SourceSnapshot nobody;
        Expected<bool> row = rows->step();
        for (; row && *row; row = rows->step()) {
            const Expected<domain::Event> event = readEvent(*rows, nobody);
            if (!event)
                return unexpected(event.error());
            takeLinks(*event);
        }
        keepLinks();
        return row ? Expected<void>() : unexpected(row.error());
    }

    void takeLinks(const domain::Event& event)
    {
        ++m_count;
        if (event.linkKind == domain::LinkKind::None)
            return;
        const bool isMerge = event.linkKind == domain::LinkKind::Alias || event.linkKind == domain::LinkKind::Merge;
        m_newLinks.push_back({event.source, {event.linkFrom, event.linkTo, event.eventTime, isMerge}});
        if (event.linkFromClient != 0)
            m_newLinks.push_back({event.source, {event.linkFromClient, event.linkTo, event.eventTime, false}});
    }

    /// Of a chunk's links only those that say something new.
    void keepLinks()
    {
        const std::vector<SourceLink> kept = withoutRepeats(std::exchange(m_newLinks, {}));
        m_links.insert(m_links.end(), kept.begin(), kept.end());
    }

    /// In the order of their times, whatever the order in which the events came.
    [[nodiscard]] Expected<void> writeLinks()
    {
        IdentityLinks table;
        if (Expected<void> ready = table.prepare(m_connection); !ready)
            return ready;
        std::stable_sort(m_links.begin(), m_links.end(),
                         [](const SourceLink& a, const SourceLink& b) { return a.second.at < b.second.at; });
        for (const auto& [source, link] : m_links) {
            if (Expected<void> added = table.add(source, link); !added)
                return added;
        }
        return {};
    }

    [[nodiscard]] Expected<void> writeIds()
    {
        return m_segments.append(std::exchange(m_ids, {}), m_lastReceived).and_then([&] {
            return m_segments.compact();
        });
    }

    [[nodiscard]] Expected<void> writeExtents()
    {
        Expected<Statement> insert = m_connection.prepare(sqlText("event", "setExtent"));
        if (!insert)
            return unexpected(insert.error());
        for (const auto& [source, extent] : m_extents) {
            insert->bind(1, source.value).bind(2, extent.first).bind(3, extent.last).bind(4, extent.events);
            if (Expected<void> done = insert->run(); !done)
                return done;
        }
        return {};
    }

    /// What was made speaks of sealed rows only; no number is given twice.
    [[nodiscard]] Expected<void> uncover()
    {
        const Expected<std::int64_t> covered = hubNumber(m_connection, kCoveredSeq);
        const Expected<std::int64_t> last = hubNumber(m_connection, kLastSeq);
        if (!covered || !last)
            return unexpected(covered ? last.error() : covered.error());
        return setHubNumber(m_connection, kLastSeq, std::max(*covered, *last)).and_then([&] {
            return setHubNumber(m_connection, kCoveredSeq, m_sealedSeq);
        });
    }

    [[nodiscard]] Expected<void> reached(const char* point) const
    {
        if (m_faultPoint)
            m_faultPoint(point);
        return {};
    }

    struct Extent
    {
        std::int64_t first = 0;
        std::int64_t last = 0;
        std::int64_t events = 0;
    };
    Connection& m_connection;
    IdSegments m_segments;
    const IdHash m_hash;
    const TimePoint m_horizon;
    const FaultPoint& m_faultPoint;
    std::vector<SourceLink> m_newLinks; ///< Of the chunk at hand.
    std::vector<SourceLink> m_links;
    std::map<SourceId, Extent> m_extents;
    std::vector<IdEntry> m_ids;
    TimePoint m_lastReceived{};
    std::int64_t m_sealedSeq = 0;
    std::int64_t m_count = 0;
};

Expected<void> refuseWhileErasing(Connection& connection)
{
    const Expected<std::vector<Erasure>> pending = readErasures(connection);
    if (!pending)
        return unexpected(pending.error());
    if (pending->empty())
        return {};
    return unexpected(ErrorCode::Conflict,
                      QStringLiteral("A person is still being erased; run sightglassd compact first."));
}

} // namespace

Expected<std::int64_t> rebuild(const QString& directory, TimePoint now, std::chrono::hours horizon,
                               const FaultPoint& faultPoint)
{
    if (!QFileInfo::exists(DataDirectory::databaseFile(directory)))
        return unexpected(ErrorCode::NotFound, QStringLiteral("There is no database in %1.").arg(directory), directory);
    const Expected<DataDirectory> held = DataDirectory::acquire(directory);
    if (!held)
        return unexpected(held.error());
    Expected<Connection> connection = Connection::open(held->databaseFile(), Connection::Mode::ReadWrite);
    if (!connection)
        return unexpected(connection.error());
    if (const Expected<void> ready = migrate(*connection).and_then([&] { return refuseWhileErasing(*connection); });
        !ready)
        return unexpected(ready.error());
    const Expected<QByteArray> key = loadMasterKey(*connection);
    if (!key)
        return unexpected(key.error());
    Expected<Transaction> transaction = Transaction::begin(*connection);
    if (!transaction)
        return unexpected(transaction.error());
    const Expected<std::int64_t> events =
        Rebuilder(*connection, IdHash(derivedSecret(*key, "message_id")), now - horizon, faultPoint).run();
    if (!events)
        return unexpected(events.error());
    const Expected<void> committed = transaction->commit();
    if (!committed)
        return unexpected(committed.error());
    if (faultPoint)
        faultPoint("rebuild committed");
    return *events;
}

} // namespace sightglass::storage
