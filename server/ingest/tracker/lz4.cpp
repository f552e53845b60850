// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/lz4.h"

#include <algorithm>
#include <cstdint>

namespace sightglass::ingest::tracker {

namespace {

/// Reads from the front of a text; `isShort` once more was asked for than there was.
class Lz4Input
{
public:
    explicit Lz4Input(std::string_view bytes)
        : m_bytes(bytes)
    {
    }
    [[nodiscard]] bool isEmpty() const { return m_bytes.empty(); }
    [[nodiscard]] bool isShort() const { return m_isShort; }

    std::string_view take(std::size_t count)
    {
        m_isShort = m_isShort || count > m_bytes.size();
        const std::string_view taken = m_bytes.substr(0, m_isShort ? 0 : count);
        m_bytes.remove_prefix(taken.size());
        return taken;
    }
    std::uint32_t littleEndian(std::size_t count)
    {
        std::uint32_t number = 0;
        const std::string_view taken = take(count);
        for (std::size_t i = 0; i < taken.size(); ++i)
            number |= static_cast<std::uint32_t>(static_cast<unsigned char>(taken[i])) << (8 * i);
        return number;
    }
    /// A length that begins in four bits and goes on in bytes while they are 255.
    std::size_t length(std::size_t bits)
    {
        std::size_t total = bits;
        for (std::uint32_t more = bits == 15 ? 255 : 0; more == 255 && !m_isShort;) {
            more = littleEndian(1);
            total += more;
        }
        return total;
    }

private:
    std::string_view m_bytes;
    bool m_isShort = false;
};

/// Appends what a block holds (LZ4 Block Format); matches may reach back into what is there already.
bool appendBlock(std::string& out, std::string_view block, std::size_t limit)
{
    constexpr std::size_t kShortestMatch = 4;
    Lz4Input in(block);
    while (!in.isEmpty()) {
        const std::uint32_t token = in.littleEndian(1);
        const std::string_view literals = in.take(in.length(token >> 4U));
        if (in.isShort() || literals.size() > limit - out.size())
            return false;
        out += literals;
        if (in.isEmpty())
            return true;
        const std::uint32_t distance = in.littleEndian(2);
        const std::size_t length = in.length(token & 15U) + kShortestMatch;
        if (in.isShort() || distance == 0 || distance > out.size() || length > limit - out.size())
            return false;
        for (std::size_t i = 0, from = out.size() - distance; i < length; ++i)
            out += out[from + i];
    }
    return !block.empty();
}

std::optional<std::string> decompressFrame(Lz4Input in, std::size_t limit)
{
    constexpr std::uint32_t kPlain = 0x80000000U;
    const std::uint32_t flags = in.littleEndian(1);
    const bool hasBlockChecksums = flags & 0x10U;
    const bool hasSize = flags & 0x08U;
    const bool hasDictionary = flags & 0x01U;
    in.take(hasSize ? 10 : 2); // block size, content size, checksum of the header
    if (in.isShort() || flags >> 6U != 1 || hasDictionary)
        return std::nullopt;
    std::string out;
    while (true) {
        const std::uint32_t size = in.littleEndian(4);
        const std::string_view block = in.take(size & ~kPlain);
        if (in.isShort())
            return std::nullopt;
        if (size == 0)
            return out;
        in.take(hasBlockChecksums ? 4 : 0);
        const bool fits = size & kPlain ? block.size() <= limit - out.size() : appendBlock(out, block, limit);
        if (!fits)
            return std::nullopt;
        if (size & kPlain)
            out += block;
    }
}

} // namespace

std::optional<std::string> decompressLz4(std::string_view bytes, std::size_t limit)
{
    constexpr std::uint32_t kFrame = 0x184D2204;
    Lz4Input in(bytes);
    const std::uint32_t first = in.littleEndian(4);
    if (in.isShort())
        return std::nullopt;
    if (first == kFrame)
        return decompressFrame(in, limit);
    std::string out;
    if (first > limit || !appendBlock(out, bytes.substr(4), first) || out.size() != first)
        return std::nullopt;
    return out;
}

} // namespace sightglass::ingest::tracker
