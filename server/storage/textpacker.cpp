// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/textpacker.h"

#include "storage/bytes.h"
#include "storage/packedtext.h"
#include "storage/rawvocabulary.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace sightglass::storage {

namespace {

constexpr std::size_t kFarthest = 0xffff;

constexpr unsigned kVocabularyBits = 13;
constexpr std::uint64_t kFiveBytes = (std::uint64_t{1} << 40) - 1;

template <typename T> T bytesAt(const char* at)
{
    T value{};
    std::memcpy(&value, at, sizeof value);
    return value;
}

std::size_t slot(std::uint64_t bytes, unsigned bits)
{
    return static_cast<std::size_t>(bytes * 0x9e3779b97f4a7c15U >> (64 - bits));
}

std::size_t commonLength(const char* a, const char* b, const char* end)
{
    const char* const begin = b;
    while (end - b >= 8) {
        std::uint64_t left = 0;
        std::uint64_t right = 0;
        std::memcpy(&left, a, sizeof left);
        std::memcpy(&right, b, sizeof right);
        if (left != right)
            return static_cast<std::size_t>(b - begin) + static_cast<std::size_t>(std::countr_zero(left ^ right)) / 8;
        a += 8, b += 8;
    }
    while (b != end && *a == *b)
        ++a, ++b;
    return static_cast<std::size_t>(b - begin);
}

} // namespace

/// Where in the vocabulary bytes stand, by slot: what begins with the same eight, and with the same five.
struct TextPacker::Vocabulary
{
    std::array<std::uint16_t, 1U << kVocabularyBits> longer{};
    std::array<std::uint16_t, 1U << kVocabularyBits> shorter{};

    Vocabulary()
    {
        for (std::size_t at = kRawVocabulary.size() - sizeof(std::uint64_t) + 1; at-- > 0;) {
            const auto bytes = bytesAt<std::uint64_t>(kRawVocabulary.data() + at);
            longer[slot(bytes, kVocabularyBits)] = static_cast<std::uint16_t>(at);
            shorter[slot(bytes & kFiveBytes, kVocabularyBits)] = static_cast<std::uint16_t>(at);
        }
    }
};

const TextPacker::Vocabulary& TextPacker::vocabulary()
{
    static const Vocabulary known;
    return known;
}

TextPacker::TextPacker()
    : m_vocabulary(vocabulary())
    , m_window(kRawVocabulary)
{
}

std::string_view TextPacker::pack(std::string_view context, std::string_view text)
{
    if (text.size() < sizeof(std::uint64_t) || text.size() > kLongestPackedText)
        return {};
    m_window.resize(kRawVocabulary.size());
    m_window.append(context).append(text);
    m_recent.fill(0);
    const std::size_t begin = m_window.size() - text.size();
    learn(kRawVocabulary.size(), begin);
    m_packed.clear();
    ByteWriter(m_packed).varint(text.size());
    writeCopies(begin);
    return m_packed.size() <= text.size() / 4 * 3 ? std::string_view(m_packed) : std::string_view();
}

void TextPacker::learn(std::size_t from, std::size_t to)
{
    for (std::size_t at = from; at < to; ++at)
        m_recent[slot(bytesAt<std::uint32_t>(m_window.data() + at), kRecentBits)] = static_cast<std::uint16_t>(at);
}

void TextPacker::writeCopies(std::size_t begin)
{
    constexpr std::size_t kLookedAt = sizeof(std::uint64_t);
    const std::size_t last = m_window.size() - kLookedAt;
    std::size_t literal = begin;
    for (std::size_t at = begin; at <= last;) {
        Copy copy = find(at);
        learn(at, at + 1);
        if (copy.length < kShortestCopy) {
            ++at;
            continue;
        }
        while (at > literal && copy.distance < at && m_window[at - 1] == m_window[at - 1 - copy.distance])
            --at, ++copy.length;
        writePiece(literal, at, copy);
        at += copy.length;
        literal = at;
    }
    writePiece(literal, m_window.size(), {});
}

TextPacker::Copy TextPacker::find(std::size_t at) const
{
    const char* const here = m_window.data() + at;
    const auto four = bytesAt<std::uint32_t>(here);
    const auto eight = bytesAt<std::uint64_t>(here);
    const std::size_t recent = m_recent[slot(four, kRecentBits)];
    Copy best = recent == 0 ? Copy() : copyFrom(at - ((at - recent) & kFarthest), at);
    if (at < kFarthest) {
        Copy other = copyFrom(m_vocabulary.longer[slot(eight, kVocabularyBits)], at);
        if (other.length == 0)
            other = copyFrom(m_vocabulary.shorter[slot(eight & kFiveBytes, kVocabularyBits)], at);
        if (other.length > best.length)
            best = other;
    }
    return best;
}

TextPacker::Copy TextPacker::copyFrom(std::size_t from, std::size_t at) const
{
    const char* const here = m_window.data() + at;
    const char* const there = m_window.data() + from;
    if (from >= at || bytesAt<std::uint32_t>(there) != bytesAt<std::uint32_t>(here))
        return {};
    return {at - from, commonLength(there, here, m_window.data() + m_window.size())};
}

/// Bytes as they are, then a copy; the last piece has none.
void TextPacker::writePiece(std::size_t literalBegin, std::size_t literalEnd, const Copy& copy)
{
    const std::size_t literals = literalEnd - literalBegin;
    const std::size_t rest = copy.length == 0 ? 0 : copy.length - kShortestCopy + 1;
    ByteWriter out(m_packed);
    out.byte(static_cast<std::uint8_t>(std::min<std::size_t>(literals, kNibble) << 4 |
                                       std::min<std::size_t>(rest, kNibble)));
    if (literals >= kNibble)
        out.varint(literals - kNibble);
    m_packed.append(m_window, literalBegin, literals);
    if (rest == 0)
        return;
    if (rest >= kNibble)
        out.varint(rest - kNibble);
    out.fixed(static_cast<std::uint16_t>(copy.distance));
}

} // namespace sightglass::storage
