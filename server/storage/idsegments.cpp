// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/idsegments.h"

#include "storage/bytes.h"
#include "storage/sqltext.h"

#include <algorithm>
#include <limits>

namespace sightglass::storage {

namespace {

constexpr std::size_t kEntryBytes = 12;    ///< hash 8, distance from firstSeq 4
constexpr std::size_t kBlockEntries = 330; ///< 3 960 bytes: one row to a page
constexpr std::int64_t kBlocksPerSegment = 1 << 20;
constexpr std::int64_t kMergeWidth = 8;
constexpr std::int64_t kTopLevel = 1; ///< About a million ids: a merge stays below a tenth of a second.

IdEntry entryAt(std::string_view block, std::size_t index, std::int64_t firstSeq)
{
    ByteReader in(block.substr(std::min(block.size(), index * kEntryBytes)));
    const auto hash = in.fixed<std::uint64_t>();
    return {hash, firstSeq + in.fixed<std::uint32_t>()};
}

} // namespace

Expected<void> IdSegments::load()
{
    m_segments.clear();
    Expected<Statement> rows = m_connection.prepare(sqlText("messageid", "segments"));
    if (!rows)
        return unexpected(rows.error());
    while (true) {
        const Expected<bool> row = rows->step();
        if (!row)
            return unexpected(row.error());
        if (!*row) {
            sketch();
            return {};
        }
        std::optional<IdFilter> filter = IdFilter::fromBytes(rows->blob(4), rows->blob(5));
        if (!filter)
            return unexpected(ErrorCode::Corrupt, QStringLiteral("A list of message ids has a broken filter."),
                              QStringLiteral("id_segment"));
        m_segments.push_back(
            {rows->integer(0), rows->integer(1), rows->integer(2), fromMs(rows->integer(3)), std::move(*filter)});
    }
}

Expected<void> IdSegments::append(std::vector<IdEntry> entries, TimePoint lastReceived)
{
    if (entries.empty())
        return {};
    std::sort(entries.begin(), entries.end());
    return write(0, lastReceived, entries);
}

Expected<void> IdSegments::dropBefore(TimePoint horizon)
{
    const std::size_t before = m_segments.size();
    for (std::size_t i = before; i-- > 0;) {
        if (m_segments[i].lastReceived >= horizon)
            continue;
        if (const Expected<void> removed = remove(i); !removed)
            return removed;
    }
    if (m_segments.size() < before)
        sketch();
    return {};
}

Expected<void> IdSegments::forget(std::span<const std::int64_t> seqs)
{
    for (std::size_t i = m_segments.size(); i-- > 0;) {
        const std::int64_t level = m_segments[i].level;
        const TimePoint lastReceived = m_segments[i].lastReceived;
        if (seqs.empty() || seqs.back() < m_segments[i].firstSeq)
            continue;
        Expected<std::vector<IdEntry>> entries = readAll(m_segments[i]);
        if (!entries)
            return unexpected(entries.error());
        const std::size_t removed = std::erase_if(
            *entries, [seqs](const IdEntry& entry) { return std::binary_search(seqs.begin(), seqs.end(), entry.seq); });
        if (removed == 0)
            continue;
        if (Expected<void> done = remove(i); !done)
            return done;
        if (Expected<void> done = entries->empty() ? Expected<void>() : write(level, lastReceived, *entries); !done)
            return done;
    }
    return {};
}

Expected<void> IdSegments::compact()
{
    const auto isSmall = [](const Segment& s) { return s.level < kTopLevel; };
    if (std::count_if(m_segments.begin(), m_segments.end(), isSmall) < kMergeWidth)
        return {};
    std::vector<IdEntry> merged;
    TimePoint lastReceived{};
    for (std::size_t i = m_segments.size(); i-- > 0;) {
        if (!isSmall(m_segments[i]))
            continue;
        Expected<std::vector<IdEntry>> part = readAll(m_segments[i]);
        if (!part)
            return unexpected(part.error());
        lastReceived = std::max(lastReceived, m_segments[i].lastReceived);
        const auto middle = static_cast<std::ptrdiff_t>(merged.size());
        merged.insert(merged.end(), part->begin(), part->end());
        std::inplace_merge(merged.begin(), merged.begin() + middle, merged.end());
        if (const Expected<void> removed = remove(i); !removed)
            return removed;
    }
    return write(kTopLevel, lastReceived, merged);
}

Expected<bool> IdSegments::find(std::uint64_t hash, const Verify& verify)
{
    if (!m_sketch.mayHold(hash))
        return false;
    for (const Segment& segment : m_segments) {
        Expected<bool> found = false;
        segment.filter.find(hash, [&](std::size_t position) {
            const Expected<IdEntry> entry = readOne(segment, position);
            if (!entry)
                found = unexpected(entry.error());
            else if (entry->hash == hash)
                found = verify(entry->seq);
            return !found || *found;
        });
        if (!found || *found)
            return found;
    }
    return false;
}

Expected<void> IdSegments::verify()
{
    for (const Segment& segment : m_segments) {
        const Expected<std::vector<IdEntry>> entries = readAll(segment);
        if (!entries)
            return unexpected(entries.error());
        bool isGood = entries->size() == segment.filter.count() && std::is_sorted(entries->begin(), entries->end());
        for (std::size_t i = 0; isGood && i < entries->size(); ++i)
            isGood = segment.filter.find((*entries)[i].hash, [i](std::size_t position) { return position == i; });
        if (!isGood)
            return unexpected(ErrorCode::Corrupt, QStringLiteral("A list of message ids is not what its filter says."),
                              QStringLiteral("id_segment %1").arg(segment.id));
    }
    return {};
}

std::size_t IdSegments::idCount() const
{
    std::size_t count = 0;
    for (const Segment& segment : m_segments)
        count += segment.filter.count();
    return count;
}

Expected<void> IdSegments::write(std::int64_t level, TimePoint lastReceived, const std::vector<IdEntry>& sorted)
{
    std::vector<std::uint64_t> hashes;
    hashes.reserve(sorted.size());
    std::int64_t firstSeq = std::numeric_limits<std::int64_t>::max();
    for (const IdEntry& entry : sorted) {
        hashes.push_back(entry.hash);
        firstSeq = std::min(firstSeq, entry.seq);
    }
    const std::int64_t id = m_segments.empty() ? 1 : m_segments.back().id + 1;
    Segment segment{id, level, firstSeq, lastReceived, IdFilter(hashes)};
    Expected<Statement> insert = m_connection.prepare(sqlText("messageid", "addSegment"));
    if (!insert)
        return unexpected(insert.error());
    insert->bind(1, segment.id).bind(2, level).bind(3, firstSeq).bind(4, toMs(lastReceived));
    insert->bind(5, static_cast<std::int64_t>(sorted.size()));
    insert->bindBlob(6, segment.filter.bucketBytes()).bindBlob(7, segment.filter.printBytes());
    if (const Expected<void> added = insert->run(); !added)
        return added;
    if (const Expected<void> written = writeBlocks(segment, sorted); !written)
        return written;
    m_segments.push_back(std::move(segment));
    if (m_sketch.suits(idCount()))
        m_sketch.add(m_segments.back().filter);
    else
        sketch();
    return {};
}

Expected<void> IdSegments::writeBlocks(const Segment& segment, const std::vector<IdEntry>& sorted)
{
    Expected<Statement> insert = m_connection.prepare(sqlText("messageid", "addBlock"));
    if (!insert)
        return unexpected(insert.error());
    std::string bytes;
    std::int64_t block = segment.id * kBlocksPerSegment;
    for (std::size_t i = 0; i < sorted.size();) {
        bytes.clear();
        ByteWriter out(bytes);
        for (const std::size_t end = std::min(sorted.size(), i + kBlockEntries); i < end; ++i) {
            out.fixed(sorted[i].hash);
            out.fixed(static_cast<std::uint32_t>(sorted[i].seq - segment.firstSeq));
        }
        if (const Expected<void> added = insert->bind(1, block++).bindBlob(2, bytes).run(); !added)
            return added;
    }
    return {};
}

Expected<void> IdSegments::remove(std::size_t index)
{
    const std::int64_t id = m_segments[index].id;
    Expected<Statement> blocks = m_connection.prepare(sqlText("messageid", "removeBlocks"));
    if (!blocks)
        return unexpected(blocks.error());
    if (const Expected<void> done = blocks->bind(1, id * kBlocksPerSegment).bind(2, (id + 1) * kBlocksPerSegment).run();
        !done)
        return done;
    Expected<Statement> segment = m_connection.prepare(sqlText("messageid", "removeSegment"));
    if (!segment)
        return unexpected(segment.error());
    if (const Expected<void> done = segment->bind(1, id).run(); !done)
        return done;
    m_segments.erase(m_segments.begin() + static_cast<std::ptrdiff_t>(index));
    return {};
}

void IdSegments::sketch()
{
    m_sketch = IdSketch(idCount());
    for (const Segment& segment : m_segments)
        m_sketch.add(segment.filter);
}

Expected<std::vector<IdEntry>> IdSegments::readAll(const Segment& segment)
{
    Expected<Statement> rows = m_connection.prepare(sqlText("messageid", "blocks"));
    if (!rows)
        return unexpected(rows.error());
    rows->bind(1, segment.id * kBlocksPerSegment).bind(2, (segment.id + 1) * kBlocksPerSegment);
    std::vector<IdEntry> entries;
    entries.reserve(segment.filter.count());
    for (Expected<bool> row = rows->step(); !row || *row; row = rows->step()) {
        if (!row)
            return unexpected(row.error());
        const std::string_view block = rows->blob(0);
        for (std::size_t i = 0; i < block.size() / kEntryBytes; ++i)
            entries.push_back(entryAt(block, i, segment.firstSeq));
    }
    return entries;
}

Expected<IdEntry> IdSegments::readOne(const Segment& segment, std::size_t position)
{
    if (!m_readBlock.isValid()) {
        Expected<Statement> prepared = m_connection.prepare(sqlText("messageid", "block"));
        if (!prepared)
            return unexpected(prepared.error());
        m_readBlock = std::move(*prepared);
    }
    m_readBlock.bind(1, segment.id * kBlocksPerSegment + static_cast<std::int64_t>(position / kBlockEntries));
    const Expected<bool> row = m_readBlock.step();
    if (!row)
        return unexpected(row.error());
    if (!*row)
        return unexpected(ErrorCode::Corrupt, QStringLiteral("A block of message ids is missing."),
                          QStringLiteral("id_block"));
    const IdEntry entry = entryAt(m_readBlock.blob(0), position % kBlockEntries, segment.firstSeq);
    m_readBlock.reset();
    return entry;
}

} // namespace sightglass::storage
