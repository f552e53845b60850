// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/eventwriter.h"

#include "storage/eventcodec.h"
#include "storage/hubnumbers.h"
#include "storage/sqltext.h"
#include "storage/transaction.h"

#include <algorithm>
#include <bit>

namespace sightglass::storage {

using domain::StoreOutcome;

namespace {

/// A run of ids of this size sorts in some 10 ms; twice as many rows without ids are read back quickly at the start.
constexpr std::size_t kIdsPerCover = 128 * 1024;
constexpr std::int64_t kRowsPerCover = 256 * 1024;

} // namespace

EventWriter::EventWriter(Connection& connection, EventMap& map, SealedIdentity& sealed, std::chrono::hours horizon,
                         bool mergesDuplicates)
    : m_connection(connection)
    , m_map(map)
    , m_segments(connection)
    , m_horizon(horizonOf(horizon))
    , m_duplicates(sealed, m_segments, m_recent, m_horizon)
    , m_mergesDuplicates(mergesDuplicates)
{
}

Expected<void> EventWriter::load(const IdHash& hash)
{
    Expected<Statement> insert = m_connection.prepare(sqlText("event", "add"));
    if (!insert)
        return unexpected(insert.error());
    m_insert = std::move(*insert);
    const Expected<std::int64_t> covered = hubNumber(m_connection, kCoveredSeq);
    if (!covered)
        return unexpected(covered.error());
    const Expected<std::int64_t> lastSeq = hubNumber(m_connection, kLastSeq);
    if (!lastSeq)
        return unexpected(lastSeq.error());
    m_covered = *covered;
    m_nextSeq = std::max(*covered, *lastSeq) + 1;
    return m_duplicates.prepare(m_connection)
        .and_then([&] { return m_links.prepare(m_connection); })
        .and_then([&] { return m_clicks.prepare(m_connection); })
        .and_then([&] { return m_segments.load(); })
        .and_then([&] { return m_map.load(m_connection); })
        .and_then([&] { return loadTail(hash); });
}

Expected<void> EventWriter::loadTail(const IdHash& hash)
{
    Expected<Statement> rows = m_connection.prepare(sqlText("event", "tail"));
    if (!rows)
        return unexpected(rows.error());
    rows->bind(1, m_covered);
    m_rows.clear();
    Expected<bool> row = rows->step();
    for (; row && *row; row = rows->step()) {
        const StoredRow& read =
            m_rows.emplace_back(StoredRow{rows->integer(0), SourceId(rows->integer(1)), rows->integer(2)});
        m_nextSeq = std::max(m_nextSeq, read.seq + 1);
        if (const std::string_view id = bodyMessageId(rows->blob(3)); !id.empty())
            m_recent.add({hash(id), read.seq});
    }
    if (!row)
        return unexpected(row.error());
    m_map.add(m_rows);
    return {};
}

Expected<void> EventWriter::store(std::span<const Submission> group, const SourceSnapshot& sources,
                                  std::vector<StoreOutcome>& outcomes)
{
    const std::int64_t seqBefore = m_nextSeq;
    const std::size_t idsBefore = m_recent.count();
    m_rows.clear();
    outcomes.assign(group.size(), {});
    const auto storeAll = [&]() -> Expected<void> {
        Expected<Transaction> transaction = Transaction::begin(m_connection);
        if (!transaction)
            return unexpected(transaction.error());
        for (std::size_t i = 0; i < group.size(); ++i) {
            if (Expected<void> done = storeOne(group[i], sources, outcomes[i]); !done)
                return done;
        }
        return transaction->commit();
    };
    Expected<void> result = storeAll();
    if (result) {
        m_map.add(m_rows);
    } else {
        m_rows.clear();
        m_nextSeq = seqBefore;
        m_recent.truncate(idsBefore);
        forgetLinks();
    }
    return result;
}

Expected<void> EventWriter::storeOne(const Submission& submission, const SourceSnapshot& sources, StoreOutcome& outcome)
{
    const std::span<const EncodedEvent> events = submission.events.events();
    outcome.items.reserve(events.size());
    m_duplicates.prefetch(events, 0, DuplicateFinder::kAhead);
    for (std::size_t i = 0; i < events.size(); ++i) {
        m_duplicates.prefetch(events, i + DuplicateFinder::kAhead, 1);
        const EncodedEvent& event = events[i];
        const std::string_view body = submission.events.body(event);
        // Its source may have been removed since; nothing that was accepted is thrown away.
        const bool isKnown = sources.projectOf(SourceId(event.source)).isValid();
        const SourceId source = isKnown ? SourceId(event.source) : domain::kUnassignedSource;
        const Expected<bool> duplicate =
            event.idHash == 0 || !m_mergesDuplicates
                ? Expected<bool>(false)
                : m_duplicates.isDuplicate({event.idHash, bodyMessageId(body), source, event.receivedAt}, sources);
        if (!duplicate)
            return unexpected(duplicate.error());
        outcome.items.push_back(*duplicate ? StoreOutcome::Item::Duplicate : StoreOutcome::Item::Stored);
        if (*duplicate)
            continue;
        if (Expected<void> done = insert(event, body, source); !done)
            return done;
        if (Expected<void> done = addClicks(event, submission.events.clicks(event), source); !done)
            return done;
    }
    return {};
}

Expected<void> EventWriter::insert(const EncodedEvent& event, std::string_view body, SourceId source)
{
    const std::int64_t seq = m_nextSeq;
    m_insert.bind(1, seq).bind(2, source.value).bind(3, event.eventTime).bind(4, event.receivedAt);
    m_insert.bind(5, static_cast<std::int64_t>(event.kind))
        .bind(6, std::bit_cast<std::int64_t>(event.visitor))
        .bindBlob(7, body);
    if (Expected<void> inserted = m_insert.run(); !inserted)
        return inserted;
    ++m_nextSeq;
    m_rows.push_back({seq, source, event.eventTime});
    if (event.idHash != 0)
        m_recent.add({event.idHash, seq});
    return addLinks(event, source);
}

Expected<void> EventWriter::addLinks(const EncodedEvent& event, SourceId source)
{
    const TimePoint at = fromMs(event.eventTime);
    if (event.linkFrom != 0) {
        if (Expected<void> added = m_links.add(source, {event.linkFrom, event.linkTo, at, event.isMerge}); !added)
            return added;
    }
    if (event.linkFromClient == 0)
        return {};
    return m_links.add(source, {event.linkFromClient, event.linkTo, at, false});
}

Expected<void> EventWriter::addClicks(const EncodedEvent& event, std::span<const std::uint64_t> clicks, SourceId source)
{
    for (const std::uint64_t click : clicks) {
        if (Expected<void> added = m_clicks.add({source, click, event.visitor, event.isOfUser, event.eventTime});
            !added)
            return added;
    }
    return {};
}

Expected<bool> EventWriter::findDuplicates(ImportedRows& rows, const SourceSnapshot& sources)
{
    rows.duplicates.clear();
    for (const ImportedRows::Id& id : rows.ids) {
        const Expected<bool> isKnown =
            m_mergesDuplicates ? m_duplicates.isDuplicate({id.entry.hash, id.text, id.source, id.receivedAt}, sources)
                               : false;
        if (!isKnown)
            return isKnown;
        if (!*isKnown)
            continue;
        rows.duplicates.resize(rows.count);
        rows.duplicates[id.number] = true;
    }
    return !rows.duplicates.empty();
}

Expected<void> EventWriter::addImported(const ImportedRows& rows)
{
    std::vector<IdEntry> ids;
    TimePoint lastReceived{};
    for (const ImportedRows::Id& id : rows.ids) {
        ids.push_back(id.entry);
        lastReceived = std::max(lastReceived, fromMs(id.receivedAt));
    }
    for (const auto& [source, link] : rows.links) {
        if (Expected<void> added = m_links.add(source, link); !added)
            return added;
    }
    for (const ClickSighting& seen : rows.clicks) {
        if (Expected<void> added = m_clicks.add(seen); !added)
            return added;
    }
    return EventMap::join(m_connection, rows.extents)
        .and_then([&] { return m_segments.append(std::move(ids), lastReceived); })
        .and_then([&] { return m_segments.compact(); })
        .and_then([&] { return setHubNumber(m_connection, kLastSeq, m_nextSeq - 1); });
}

Expected<void> EventWriter::endImport(const ImportedRows& rows, bool hasCommitted)
{
    if (hasCommitted) {
        m_map.addSealed(rows.extents);
        return {};
    }
    forgetLinks();
    return m_segments.load(); // memory may be ahead of the file
}

bool EventWriter::isCoverDue() const
{
    return m_recent.count() >= kIdsPerCover || m_nextSeq - 1 - m_covered >= kRowsPerCover;
}

Expected<void> EventWriter::cover(TimePoint now)
{
    Expected<Transaction> transaction = Transaction::begin(m_connection);
    if (!transaction)
        return unexpected(transaction.error());
    Expected<void> done = writeCover(now).and_then([&] { return transaction->commit(); });
    if (!done) {
        transaction->rollBack();
        // Memory may be ahead of the file now.
        forgetLinks();
        if (Expected<void> loaded = m_segments.load(); !loaded)
            return loaded;
        return done;
    }
    m_map.markSaved();
    m_recent.clear();
    m_covered = m_nextSeq - 1;
    return done;
}

Expected<void> EventWriter::takeLinkBack(const domain::IdentityLink& link, TimePoint now)
{
    Expected<Transaction> transaction = Transaction::begin(m_connection);
    if (!transaction)
        return unexpected(transaction.error());
    return m_links.takeBack(link, now).and_then([&] { return transaction->commit(); });
}

Expected<void> EventWriter::cutClick(std::uint64_t click, TimePoint now)
{
    Expected<Transaction> transaction = Transaction::begin(m_connection);
    if (!transaction)
        return unexpected(transaction.error());
    return m_clicks.cut(click, now).and_then([&] { return transaction->commit(); });
}

Expected<void> EventWriter::forgetRows(const std::map<SourceId, RemovedRows>& removed,
                                       std::span<const std::int64_t> erased)
{
    Expected<Statement> update = m_connection.prepare(sqlText("event", "removeFromExtent"));
    if (!update)
        return unexpected(update.error());
    for (const auto& [source, rows] : removed) {
        if (Expected<void> done = update->bind(1, source.value).bind(2, rows.rows).bind(3, rows.firstTime).run(); !done)
            return done;
    }
    return m_segments.forget(erased);
}

void EventWriter::forgotRows(const std::map<SourceId, RemovedRows>& removed)
{
    for (const auto& [source, rows] : removed)
        m_map.remove(source, rows);
}

Expected<void> EventWriter::writeCover(TimePoint now)
{
    const std::span<const IdEntry> ids = m_recent.entries();
    return m_segments.dropBefore(now - m_horizon)
        .and_then([&] { return m_clicks.forgetOld(now); })
        .and_then([&] {
            return m_segments.append({ids.begin(), ids.end()}, now);
        })
        .and_then([&] { return m_segments.compact(); })
        .and_then([&] { return m_map.save(m_connection); })
        .and_then([&] { return setHubNumber(m_connection, kCoveredSeq, m_nextSeq - 1); });
}

} // namespace sightglass::storage
