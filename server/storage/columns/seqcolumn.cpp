// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/seqcolumn.h"

#include "storage/columns/columnids.h"
#include "storage/columns/integers.h"

#include <algorithm>
#include <numeric>

namespace sightglass::storage::columns {

namespace {

/// Rows in the order of arrival; equals in the order of the rows.
std::vector<std::uint32_t> arrivalOrder(std::span<const std::int64_t> receivedAt)
{
    struct Arrival
    {
        std::int64_t time;
        std::uint32_t row;
    };
    std::vector<Arrival> arrivals(receivedAt.size());
    for (std::size_t row = 0; row < receivedAt.size(); ++row)
        arrivals[row] = {receivedAt[row], static_cast<std::uint32_t>(row)};
    std::sort(arrivals.begin(), arrivals.end(),
              [](const Arrival& a, const Arrival& b) { return a.time != b.time ? a.time < b.time : a.row < b.row; });
    std::vector<std::uint32_t> order;
    order.reserve(arrivals.size());
    for (const Arrival& arrival : arrivals)
        order.push_back(arrival.row);
    return order;
}

/// For each place in the order of arrival, how far its number stands from there in the order of numbers.
std::vector<std::int64_t> displacements(const std::vector<std::uint32_t>& order, std::span<const std::int64_t> seqs)
{
    std::vector<std::uint32_t> places(order.size());
    std::iota(places.begin(), places.end(), 0U);
    std::stable_sort(places.begin(), places.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return seqs[order[a]] < seqs[order[b]]; });
    std::vector<std::int64_t> moved(order.size());
    for (std::size_t rank = 0; rank < places.size(); ++rank)
        moved[places[rank]] = static_cast<std::int64_t>(rank) - places[rank];
    return moved;
}

} // namespace

EncodedColumn encodeSeqs(Compressor& compressor, std::span<const std::int64_t> seqs,
                         std::span<const std::int64_t> receivedAt)
{
    std::vector<std::int64_t> sorted(seqs.begin(), seqs.end());
    std::sort(sorted.begin(), sorted.end());
    EncodedColumn column;
    column.info.id = kSeq;
    column.info.layout = Layout::Arrival;
    column.info.min = sorted.front();
    column.info.max = sorted.back();
    column.info.count = static_cast<std::uint32_t>(
        sorted.size() - static_cast<std::size_t>(std::count(sorted.begin(), sorted.end(), 0)));
    for (std::size_t i = sorted.size() - 1; i > 0; --i)
        sorted[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(sorted[i]) -
                                              static_cast<std::uint64_t>(sorted[i - 1]));
    ByteWriter out(column.values);
    out.varint(zigzag(sorted.front()));
    writeIntegers(compressor, out, std::span<const std::int64_t>(sorted).subspan(1));
    writeIntegers(compressor, out, displacements(arrivalOrder(receivedAt), seqs));
    return column;
}

std::optional<std::vector<std::int64_t>> decodeSeqs(std::string_view blob, std::span<const std::int64_t> receivedAt)
{
    const std::size_t rows = receivedAt.size();
    ByteReader in(blob);
    const std::int64_t first = unzigzag(in.varint());
    const std::optional<IntegerStream> stepStream = IntegerStream::read(in, rows - 1);
    const std::optional<IntegerStream> movedStream = stepStream ? IntegerStream::read(in, rows) : std::nullopt;
    const auto steps = movedStream ? stepStream->values() : std::nullopt;
    const auto moved = movedStream ? movedStream->values() : std::nullopt;
    if (!steps || !moved || !in.atEnd())
        return std::nullopt;
    std::vector<std::int64_t> sorted(rows, first);
    for (std::size_t i = 1; i < rows; ++i)
        sorted[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(sorted[i - 1]) +
                                              static_cast<std::uint64_t>((*steps)[i - 1]));
    const std::vector<std::uint32_t> order = arrivalOrder(receivedAt);
    std::vector<std::int64_t> seqs(rows);
    for (std::size_t place = 0; place < rows; ++place) {
        const std::uint64_t rank = place + static_cast<std::uint64_t>((*moved)[place]);
        if (rank >= rows)
            return std::nullopt;
        seqs[order[place]] = sorted[rank];
    }
    return seqs;
}

} // namespace sightglass::storage::columns
