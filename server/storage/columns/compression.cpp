// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/compression.h"

#include <zstd.h>

namespace sightglass::storage::columns {

namespace {

constexpr std::size_t kSmallest = 32;            ///< Less is not worth a frame.
constexpr std::size_t kMaxBlockBytes = 1U << 30; ///< No block of text is larger.

constexpr std::uint64_t kMultiplier = 0x9e3779b97f4a7c15;

std::uint64_t mixed(std::uint64_t state, std::uint64_t word)
{
    state = (state ^ word) * kMultiplier;
    return state ^ (state >> 29);
}

/// Two lanes of eight bytes, so that the multiplications overlap.
std::uint32_t checksum(std::string_view bytes)
{
    std::uint64_t even = bytes.size();
    std::uint64_t odd = kMultiplier;
    const char* at = bytes.data();
    std::size_t left = bytes.size();
    std::uint64_t words[2];
    for (; left >= sizeof words; left -= sizeof words, at += sizeof words) {
        std::memcpy(words, at, sizeof words);
        even = mixed(even, words[0]);
        odd = mixed(odd, words[1]);
    }
    words[0] = words[1] = 0;
    if (left > 0)
        std::memcpy(words, at, left);
    const std::uint64_t all = mixed(mixed(even, words[0]), mixed(odd, words[1]));
    return static_cast<std::uint32_t>(all >> 32);
}

} // namespace

Compressor::Compressor()
    : m_context(ZSTD_createCCtx(), &ZSTD_freeCCtx)
{
}

Compressor::~Compressor() = default;

std::optional<std::string_view> Compressor::shrink(std::string_view bytes)
{
    if (bytes.size() < kSmallest)
        return std::nullopt;
    // What does not fit into nine tenths is not wanted, so there is no more room than that.
    const std::size_t room = bytes.size() - bytes.size() / 10;
    if (m_buffer.size() < room)
        m_buffer.resize(room);
    const std::size_t size =
        ZSTD_compressCCtx(m_context.get(), m_buffer.data(), room, bytes.data(), bytes.size(), kLevel);
    if (ZSTD_isError(size))
        return std::nullopt;
    return std::string_view(m_buffer.data(), size);
}

bool decompress(std::string_view compressed, void* out, std::size_t size)
{
    // One context a thread: making it anew costs more than a small column.
    thread_local const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), &ZSTD_freeDCtx);
    return ZSTD_getFrameContentSize(compressed.data(), compressed.size()) == size &&
           ZSTD_decompressDCtx(context.get(), out, size, compressed.data(), compressed.size()) == size;
}

void writeBlock(Compressor& compressor, ByteWriter& out, std::string_view bytes)
{
    const std::optional<std::string_view> small = compressor.shrink(bytes);
    out.byte(small ? 1 : 0);
    if (small)
        out.varint(bytes.size());
    out.bytes(small.value_or(bytes));
}

std::optional<Block> readBlock(ByteReader& in)
{
    const std::uint8_t form = in.byte();
    const std::uint64_t size = form == 1 ? in.varint() : 0;
    const std::string_view bytes = in.bytes();
    if (in.failed() || form > 1 || size > kMaxBlockBytes)
        return std::nullopt;
    Block block;
    block.size = form == 1 ? size : bytes.size();
    if (form == 1 && ZSTD_getFrameContentSize(bytes.data(), bytes.size()) != size)
        return std::nullopt;
    block.data = std::make_unique_for_overwrite<char[]>(block.size);
    if (form == 0)
        bytes.copy(block.data.get(), bytes.size());
    else if (!decompress(bytes, block.data.get(), block.size))
        return std::nullopt;
    return block;
}

void appendChecksum(std::string& bytes)
{
    const std::uint32_t sum = checksum(bytes);
    ByteWriter(bytes).fixed(sum);
}

std::optional<std::string_view> withoutChecksum(std::string_view bytes)
{
    if (bytes.size() < sizeof(std::uint32_t))
        return std::nullopt;
    const std::string_view body = bytes.substr(0, bytes.size() - sizeof(std::uint32_t));
    ByteReader in(bytes.substr(body.size()));
    if (in.fixed<std::uint32_t>() != checksum(body))
        return std::nullopt;
    return body;
}

} // namespace sightglass::storage::columns
