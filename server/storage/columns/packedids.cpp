// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/packedids.h"

#include "storage/columns/integers.h"

#include <array>
#include <charconv>

namespace sightglass::storage::columns {

namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kTimeDigits = 13;
constexpr std::size_t kMaxPrefixBytes = 256;
constexpr std::string_view kHex = "0123456789abcdef";
constexpr std::uint8_t kTimeFlag = 1;
constexpr std::uint8_t kHyphensFlag = 2;
constexpr std::int64_t kLeastTime = 1'000'000'000'000;
constexpr std::int64_t kMostTime = 9'999'999'999'999;

constexpr std::array<std::int8_t, 256> kDigitOf = [] {
    std::array<std::int8_t, 256> table{};
    table.fill(-1);
    for (std::size_t i = 0; i < kHex.size(); ++i)
        table[static_cast<unsigned char>(kHex[i])] = static_cast<std::int8_t>(i);
    return table;
}();

/// Whether a hyphen stands before byte number `i` of a UUID's text.
constexpr bool hyphenBefore(std::size_t i)
{
    return i == 4 || i == 6 || i == 8 || i == 10;
}

bool packEnd(std::string_view text, bool hasHyphens, char* out)
{
    const char* at = text.data();
    int wrong = 0;
    for (std::size_t i = 0; i < kIdBytes; ++i) {
        if (hasHyphens && hyphenBefore(i))
            wrong |= *at++ == '-' ? 0 : -1;
        const int high = kDigitOf[static_cast<unsigned char>(*at++)];
        const int low = kDigitOf[static_cast<unsigned char>(*at++)];
        wrong |= high | low;
        out[i] = static_cast<char>((high << 4) | low);
    }
    return wrong >= 0;
}

char* unpackEnd(const char* bytes, bool hasHyphens, char* out)
{
    for (std::size_t i = 0; i < kIdBytes; ++i) {
        if (hasHyphens && hyphenBefore(i))
            *out++ = '-';
        const auto byte = static_cast<unsigned char>(bytes[i]);
        *out++ = kHex[byte >> 4U];
        *out++ = kHex[byte & 15U];
    }
    return out;
}

/// Thirteen digits, the first not 0, and a hyphen; 0 for anything else.
std::int64_t millisecondsIn(std::string_view text)
{
    std::int64_t time = 0;
    const char* const end = text.data() + kTimeDigits;
    const auto read = std::from_chars(text.data(), end, time);
    return read.ec == std::errc() && read.ptr == end && *end == '-' && time >= kLeastTime ? time : 0;
}

bool has(const IdPattern& pattern, std::string_view text, std::string_view prefix)
{
    char packed[kIdBytes];
    return text.size() == pattern.bytes() && text.starts_with(prefix) &&
           (!pattern.hasTime || millisecondsIn(text.substr(pattern.prefixBytes)) != 0) &&
           packEnd(text.substr(text.size() - pattern.endBytes()), pattern.hasHyphens, packed);
}

} // namespace

std::optional<IdPattern> IdPattern::of(std::span<const std::string_view> texts)
{
    if (texts.empty() || texts.front().size() < 2 * kIdBytes)
        return std::nullopt;
    const std::string_view first = texts.front();
    IdPattern pattern;
    char packed[kIdBytes];
    pattern.hasHyphens = first.size() >= 36 && packEnd(first.substr(first.size() - 36), true, packed);
    std::size_t before = first.size() - pattern.endBytes();
    pattern.hasTime =
        before >= pattern.timeBytes() + kTimeDigits + 1 && millisecondsIn(first.substr(before - kTimeDigits - 1)) != 0;
    pattern.prefixBytes = before - pattern.timeBytes();
    if (pattern.prefixBytes > kMaxPrefixBytes)
        return std::nullopt;
    const std::string_view prefix = first.substr(0, pattern.prefixBytes);
    for (const std::string_view text : texts) {
        if (!has(pattern, text, prefix))
            return std::nullopt;
    }
    return pattern;
}

void writePackedIds(Compressor& compressor, ByteWriter& out, const IdPattern& pattern,
                    std::span<const std::string_view> texts)
{
    std::string ends(texts.size() * kIdBytes, '\0');
    std::vector<std::int64_t> times;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const std::string_view end = texts[i].substr(texts[i].size() - pattern.endBytes());
        (void)packEnd(end, pattern.hasHyphens, ends.data() + i * kIdBytes);
        if (pattern.hasTime)
            times.push_back(millisecondsIn(texts[i].substr(pattern.prefixBytes)));
    }
    out.byte(static_cast<std::uint8_t>((pattern.hasTime ? kTimeFlag : 0) | (pattern.hasHyphens ? kHyphensFlag : 0)));
    out.bytes(texts.front().substr(0, pattern.prefixBytes));
    if (pattern.hasTime)
        writeIntegers(compressor, out, times);
    out.bytes(ends);
}

std::optional<TextDictionary> readPackedIds(ByteReader& in, std::size_t count)
{
    const std::uint8_t flags = in.byte();
    const std::string_view prefix = in.bytes();
    if (in.failed() || flags > (kTimeFlag | kHyphensFlag) || prefix.size() > kMaxPrefixBytes)
        return std::nullopt;
    const IdPattern pattern{prefix.size(), (flags & kTimeFlag) != 0, (flags & kHyphensFlag) != 0};
    std::optional<std::vector<std::int64_t>> times;
    if (pattern.hasTime) {
        const std::optional<IntegerStream> stream = IntegerStream::read(in, count);
        times = stream ? stream->values() : std::nullopt;
        if (!times)
            return std::nullopt;
    }
    const std::string_view ends = in.bytes();
    if (in.failed() || ends.size() != count * kIdBytes)
        return std::nullopt;
    auto arena = std::make_unique_for_overwrite<char[]>(count * pattern.bytes());
    std::vector<std::string_view> texts(count);
    char* at = arena.get();
    for (std::size_t i = 0; i < count; ++i) {
        texts[i] = {at, pattern.bytes()};
        at += prefix.copy(at, prefix.size());
        if (times) {
            if ((*times)[i] < kLeastTime || (*times)[i] > kMostTime)
                return std::nullopt;
            at = std::to_chars(at, at + kTimeDigits, (*times)[i]).ptr;
            *at++ = '-';
        }
        at = unpackEnd(ends.data() + i * kIdBytes, pattern.hasHyphens, at);
    }
    return TextDictionary(std::move(arena), count * pattern.bytes(), texts);
}

} // namespace sightglass::storage::columns
