// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/bytes.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct ZSTD_CCtx_s;

namespace sightglass::storage::columns {

/// Compresses pieces of a chunk where it pays. Thread: one at a time. Owner: the sealing of one chunk.
class Compressor
{
public:
    /// zstd's own default.
    static constexpr int kLevel = 3;

    Compressor();
    ~Compressor();
    Compressor(const Compressor&) = delete;
    Compressor& operator=(const Compressor&) = delete;

    /// The bytes compressed, valid until the next call; nothing when that saves less than a tenth.
    [[nodiscard]] std::optional<std::string_view> shrink(std::string_view bytes);

private:
    std::unique_ptr<ZSTD_CCtx_s, std::size_t (*)(ZSTD_CCtx_s*)> m_context;
    std::string m_buffer;
};

/// Decompresses into exactly `size` bytes; false when the frame says anything else.
[[nodiscard]] bool decompress(std::string_view compressed, void* out, std::size_t size);

/// A text block: a byte that says whether it is compressed, its size, its bytes.
void writeBlock(Compressor& compressor, ByteWriter& out, std::string_view bytes);
/// A block read back; the memory is its own. `size` is 0 and `data` null when it is damaged or empty.
struct Block
{
    std::unique_ptr<char[]> data;
    std::size_t size = 0;
};
[[nodiscard]] std::optional<Block> readBlock(ByteReader& in);

/// Blobs and headers end in four bytes that tell whether the others are as they were written.
void appendChecksum(std::string& bytes);
/// The bytes without their checksum; nothing when it does not fit.
[[nodiscard]] std::optional<std::string_view> withoutChecksum(std::string_view bytes);

} // namespace sightglass::storage::columns
