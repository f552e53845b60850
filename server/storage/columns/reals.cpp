// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/reals.h"

#include "storage/columns/integers.h"

#include <bit>
#include <cmath>

namespace sightglass::storage::columns {

namespace {

constexpr double kPowers[] = {1, 10, 100, 1000, 10'000, 100'000, 1'000'000};
constexpr std::uint8_t kBits = 255; ///< Instead of a number of decimals.
constexpr double kLargest = 9e15;   ///< Whole numbers up to here are exact.

/// The numerators over that power of ten; nothing when one would not come back bit by bit.
std::optional<std::vector<std::int64_t>> numerators(std::span<const double> reals, double power)
{
    std::vector<std::int64_t> whole;
    whole.reserve(reals.size());
    for (const double real : reals) {
        const double scaled = real * power;
        if (!(std::abs(scaled) < kLargest))
            return std::nullopt;
        const std::int64_t numerator = std::llround(scaled);
        if (std::bit_cast<std::uint64_t>(static_cast<double>(numerator) / power) != std::bit_cast<std::uint64_t>(real))
            return std::nullopt;
        whole.push_back(numerator);
    }
    return whole;
}

} // namespace

void writeReals(Compressor& compressor, ByteWriter& out, std::span<const double> reals)
{
    for (std::size_t decimals = 0; decimals < std::size(kPowers); ++decimals) {
        const auto whole = numerators(reals, kPowers[decimals]);
        if (!whole)
            continue;
        out.byte(static_cast<std::uint8_t>(decimals));
        return writeIntegers(compressor, out, *whole);
    }
    std::vector<std::int64_t> bits;
    bits.reserve(reals.size());
    for (const double real : reals)
        bits.push_back(std::bit_cast<std::int64_t>(real));
    out.byte(kBits);
    writeIntegers(compressor, out, bits);
}

std::optional<std::vector<double>> readReals(ByteReader& in, std::size_t count)
{
    const std::uint8_t decimals = in.byte();
    const std::optional<IntegerStream> stream = IntegerStream::read(in, count);
    if (!stream || (decimals != kBits && decimals >= std::size(kPowers)))
        return std::nullopt;
    const std::optional<std::vector<std::int64_t>> whole = stream->values();
    if (!whole)
        return std::nullopt;
    std::vector<double> reals;
    reals.reserve(count);
    for (const std::int64_t value : *whole)
        reals.push_back(decimals == kBits ? std::bit_cast<double>(value)
                                          : static_cast<double>(value) / kPowers[decimals]);
    return reals;
}

} // namespace sightglass::storage::columns
