// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/dictionarycodec.h"

#include "storage/columns/integers.h"
#include "storage/columns/packedids.h"

namespace sightglass::storage::columns {

namespace {

enum Form : std::uint8_t { kPlain = 0, kPackedIds = 1 };
constexpr std::size_t kMaxTexts = 1U << 24;

void writePlain(Compressor& compressor, ByteWriter& out, std::span<const std::string_view> texts)
{
    std::string arena;
    std::vector<std::int64_t> lengths;
    lengths.reserve(texts.size());
    for (const std::string_view text : texts) {
        arena += text;
        lengths.push_back(static_cast<std::int64_t>(text.size()));
    }
    writeBlock(compressor, out, arena);
    writeIntegers(compressor, out, lengths);
}

std::optional<TextDictionary> readPlain(ByteReader& in, std::size_t count)
{
    std::optional<Block> arena = readBlock(in);
    // No text is empty, so that a few bytes cannot claim millions of them.
    if (!arena || count > arena->size)
        return std::nullopt;
    const std::optional<IntegerStream> stream = IntegerStream::read(in, count);
    const std::optional<std::vector<std::int64_t>> lengths = stream ? stream->values() : std::nullopt;
    if (!lengths)
        return std::nullopt;
    std::vector<std::string_view> texts(count);
    std::size_t at = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t length = (*lengths)[i];
        if (length <= 0 || static_cast<std::uint64_t>(length) > arena->size - at)
            return std::nullopt;
        texts[i] = {arena->data.get() + at, static_cast<std::size_t>(length)};
        at += static_cast<std::size_t>(length);
    }
    if (at != arena->size)
        return std::nullopt;
    return TextDictionary(std::move(arena->data), arena->size, texts);
}

} // namespace

void writeDictionary(Compressor& compressor, ByteWriter& out, std::span<const std::string_view> texts)
{
    out.varint(texts.size());
    if (texts.empty())
        return;
    const std::optional<IdPattern> pattern = IdPattern::of(texts);
    out.byte(pattern ? kPackedIds : kPlain);
    if (pattern)
        writePackedIds(compressor, out, *pattern, texts);
    else
        writePlain(compressor, out, texts);
}

std::optional<TextDictionary> readDictionary(ByteReader& in)
{
    const std::uint64_t count = in.varint();
    if (in.failed() || count > kMaxTexts)
        return std::nullopt;
    if (count == 0)
        return TextDictionary();
    switch (in.byte()) {
    case kPlain: return in.failed() ? std::nullopt : readPlain(in, count);
    case kPackedIds: return readPackedIds(in, count);
    default: return std::nullopt;
    }
}

} // namespace sightglass::storage::columns
