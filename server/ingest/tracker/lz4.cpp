// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/lz4.h"

#include <lz4.h>
#include <lz4frame.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>

namespace sightglass::ingest::tracker {

namespace {

constexpr std::uint32_t kFrameMagic = 0x184D2204;
constexpr std::size_t kPrefixBytes = 4;

std::uint32_t littleEndian(std::string_view bytes)
{
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < kPrefixBytes; ++i)
        number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    return number;
}

std::optional<std::string> decompressFrame(std::string_view frame, std::size_t limit)
{
    LZ4F_dctx* context = nullptr;
    if (LZ4F_isError(LZ4F_createDecompressionContext(&context, LZ4F_VERSION)) != 0)
        return std::nullopt;
    const std::unique_ptr<LZ4F_dctx, LZ4F_errorCode_t (*)(LZ4F_dctx*)> owner(context, LZ4F_freeDecompressionContext);
    std::string out;
    std::array<char, 16 * 1024> step{};
    while (true) {
        std::size_t produced = step.size();
        std::size_t consumed = frame.size();
        const std::size_t more = LZ4F_decompress(context, step.data(), &produced, frame.data(), &consumed, nullptr);
        if (LZ4F_isError(more) != 0 || produced > limit - out.size())
            return std::nullopt;
        out.append(step.data(), produced);
        frame.remove_prefix(consumed);
        if (more == 0)
            return out;
        if (frame.empty() && produced < step.size())
            return std::nullopt; // cut short
    }
}

std::optional<std::string> decompressBlock(std::string_view block, std::size_t size)
{
    std::string out(size, '\0');
    const int produced =
        LZ4_decompress_safe(block.data(), out.data(), static_cast<int>(block.size()), static_cast<int>(size));
    return produced >= 0 && static_cast<std::size_t>(produced) == size ? std::optional(std::move(out)) : std::nullopt;
}

} // namespace

std::optional<std::string> decompressLz4(std::string_view bytes, std::size_t limit)
{
    if (bytes.size() < kPrefixBytes || bytes.size() > LZ4_MAX_INPUT_SIZE || limit > LZ4_MAX_INPUT_SIZE)
        return std::nullopt;
    const std::uint32_t first = littleEndian(bytes);
    if (first == kFrameMagic)
        return decompressFrame(bytes, limit);
    return first <= limit ? decompressBlock(bytes.substr(kPrefixBytes), first) : std::nullopt;
}

} // namespace sightglass::ingest::tracker
