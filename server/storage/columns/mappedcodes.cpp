// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/mappedcodes.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace sightglass::storage::columns {

namespace {

/// For each code of the parent, the code that goes with it in more than half of its rows, found by majority vote; any
/// one where none does.
std::vector<std::uint32_t> majorities(std::span<const std::uint32_t> codes, std::span<const std::uint32_t> parent,
                                      std::size_t parentDistinct)
{
    struct Vote
    {
        std::uint32_t code = 0;
        std::uint32_t lead = 0;
    };
    std::vector<Vote> votes(parentDistinct + 1);
    for (std::size_t row = 0; row < codes.size(); ++row) {
        Vote& vote = votes[parent[row]];
        if (vote.lead == 0)
            vote = {codes[row], 1};
        else
            vote.lead += vote.code == codes[row] ? 1U : -1U;
    }
    std::vector<std::uint32_t> table;
    table.reserve(votes.size());
    for (const Vote& vote : votes)
        table.push_back(vote.code);
    return table;
}

struct Exceptions
{
    std::vector<std::uint32_t> steps; ///< Rows since the one before.
    std::vector<std::uint32_t> codes;
};

std::optional<Exceptions> readExceptions(ByteReader& in, std::size_t rows, std::size_t distinct)
{
    const std::uint64_t count = in.varint();
    if (in.failed() || count > rows)
        return std::nullopt;
    const std::optional<IntegerStream> stepStream = IntegerStream::read(in, count);
    const std::optional<IntegerStream> codeStream = stepStream ? IntegerStream::read(in, count) : std::nullopt;
    if (!codeStream)
        return std::nullopt;
    auto steps = stepStream->codes(static_cast<std::uint32_t>(rows));
    auto codes = codeStream->codes(static_cast<std::uint32_t>(distinct));
    if (!steps || !codes)
        return std::nullopt;
    return Exceptions{std::move(*steps), std::move(*codes)};
}

template <typename Element>
void mapRows(const std::vector<std::uint32_t>& table, domain::Codes parent, std::size_t rows, Element* out)
{
    std::vector<Element> narrow(table.begin(), table.end());
    if (parent.width == 0)
        std::fill_n(out, rows, narrow.front());
    else
        withWidth(parent.width, [&](auto zero) {
            const auto* const from = static_cast<const decltype(zero)*>(parent.data);
            for (std::size_t row = 0; row < rows; ++row)
                out[row] = narrow[from[row]];
        });
}

template <typename Element> bool patch(const Exceptions& exceptions, std::size_t rows, Element* out)
{
    std::size_t row = 0;
    for (std::size_t i = 0; i < exceptions.steps.size(); ++i) {
        row += exceptions.steps[i];
        if (row >= rows)
            return false;
        out[row] = static_cast<Element>(exceptions.codes[i]);
    }
    return true;
}

} // namespace

void writeMappedCodes(Compressor& compressor, ByteWriter& out, std::span<const std::uint32_t> codes,
                      std::span<const std::uint32_t> parent, std::size_t parentDistinct)
{
    const std::vector<std::uint32_t> table = majorities(codes, parent, parentDistinct);
    Exceptions exceptions;
    std::size_t before = 0;
    for (std::size_t row = 0; row < codes.size(); ++row) {
        if (codes[row] == table[parent[row]])
            continue;
        exceptions.steps.push_back(static_cast<std::uint32_t>(row - std::exchange(before, row)));
        exceptions.codes.push_back(codes[row]);
    }
    writeCodes(compressor, out, table);
    out.varint(exceptions.steps.size());
    writeCodes(compressor, out, exceptions.steps);
    writeCodes(compressor, out, exceptions.codes);
}

std::optional<CodeBuffer> readMappedCodes(ByteReader& in, std::size_t rows, std::size_t distinct, domain::Codes parent,
                                          std::size_t parentDistinct)
{
    const std::optional<IntegerStream> tableStream = IntegerStream::read(in, parentDistinct + 1);
    const auto table = tableStream ? tableStream->codes(static_cast<std::uint32_t>(distinct)) : std::nullopt;
    const std::optional<Exceptions> exceptions = table ? readExceptions(in, rows, distinct) : std::nullopt;
    if (!exceptions)
        return std::nullopt;
    CodeBuffer codes(rows, distinct);
    if (codes.width() == 0)
        return codes;
    const bool isRight = withWidth(codes.width(), [&](auto zero) {
        auto* const out = reinterpret_cast<decltype(zero)*>(codes.data());
        mapRows(*table, parent, rows, out);
        return patch(*exceptions, rows, out);
    });
    return isRight ? std::optional(std::move(codes)) : std::nullopt;
}

} // namespace sightglass::storage::columns
