// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/goatcounter/counterimage.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace sightglass::ingest::goatcounter {

namespace {

constexpr std::size_t kImageWidth = 200;
constexpr std::size_t kImageHeight = 60;
constexpr std::size_t kRowBytes = kImageWidth / 8;
constexpr std::size_t kGlyphWidth = 5;
constexpr std::size_t kGlyphHeight = 7;
constexpr std::size_t kGapWidth = 2; ///< Between groups of three digits.

/// Rows from top to bottom; the highest of five bits is the leftmost dot.
using Glyph = std::array<std::uint8_t, kGlyphHeight>;
constexpr std::array<Glyph, 10> kGlyphs{{{14, 17, 19, 21, 25, 17, 14},
                                         {4, 12, 4, 4, 4, 4, 14},
                                         {14, 17, 1, 6, 8, 16, 31},
                                         {30, 1, 1, 14, 1, 1, 30},
                                         {2, 6, 10, 18, 31, 2, 2},
                                         {31, 16, 30, 1, 1, 17, 14},
                                         {6, 8, 16, 30, 17, 17, 14},
                                         {31, 1, 2, 4, 8, 8, 8},
                                         {14, 17, 17, 14, 17, 17, 14},
                                         {14, 17, 17, 15, 1, 2, 12}}};

/// One bit a pixel, white until drawn on; each row begins with the byte that says "not filtered".
class Canvas
{
public:
    Canvas()
        : m_rows((kRowBytes + 1) * kImageHeight, '\xff')
    {
        for (std::size_t y = 0; y < kImageHeight; ++y)
            m_rows[y * (kRowBytes + 1)] = 0;
    }
    void dot(std::size_t left, std::size_t top, std::size_t size)
    {
        for (std::size_t y = top; y < std::min(top + size, kImageHeight); ++y) {
            for (std::size_t x = left; x < std::min(left + size, kImageWidth); ++x) {
                char& byte = m_rows[y * (kRowBytes + 1) + 1 + x / 8];
                byte = static_cast<char>(static_cast<unsigned char>(byte) & ~(0x80U >> (x % 8)));
            }
        }
    }
    [[nodiscard]] const std::string& rows() const { return m_rows; }

private:
    std::string m_rows;
};

/// Dots that a number takes, a blank one after each digit.
std::size_t widthOf(std::string_view digits)
{
    return digits.size() * (kGlyphWidth + 1) - 1 + (digits.size() - 1) / 3 * kGapWidth;
}

void drawNumber(Canvas& canvas, std::string_view digits)
{
    const std::size_t size = std::max<std::size_t>(1, std::min<std::size_t>(5, (kImageWidth - 10) / widthOf(digits)));
    std::size_t left = (kImageWidth - std::min(kImageWidth, widthOf(digits) * size)) / 2;
    const std::size_t top = (kImageHeight - kGlyphHeight * size) / 2;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const Glyph& glyph = kGlyphs[static_cast<std::size_t>(digits[i] - '0')];
        for (std::size_t at = 0; at < kGlyphWidth * kGlyphHeight; ++at) {
            const std::size_t x = at % kGlyphWidth;
            if (glyph[at / kGlyphWidth] & (0x10U >> x))
                canvas.dot(left + x * size, top + at / kGlyphWidth * size, size);
        }
        const std::size_t following = digits.size() - 1 - i;
        left += (kGlyphWidth + 1 + (following > 0 && following % 3 == 0 ? kGapWidth : 0)) * size;
    }
}

void appendBigEndian(std::string& out, std::size_t number)
{
    for (const unsigned shift : {24U, 16U, 8U, 0U})
        out += static_cast<char>((number >> shift) & 0xffU);
}

/// Source: PNG specification (third edition) §5.3: length, type, data, CRC of type and data.
void appendChunk(std::string& png, std::string_view type, std::string_view data)
{
    appendBigEndian(png, data.size());
    const std::size_t begin = png.size();
    png.append(type).append(data);
    const auto* bytes = reinterpret_cast<const Bytef*>(png.data() + begin);
    appendBigEndian(png, crc32(0, bytes, static_cast<uInt>(png.size() - begin)));
}

std::string deflated(const std::string& rows)
{
    uLongf size = compressBound(static_cast<uLong>(rows.size()));
    std::string out(size, '\0');
    compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(rows.data()),
             static_cast<uLong>(rows.size()));
    out.resize(size);
    return out;
}

} // namespace

std::string counterPng(std::int64_t number)
{
    Canvas canvas;
    drawNumber(canvas, std::to_string(std::max<std::int64_t>(number, 0)));
    std::string header;
    appendBigEndian(header, kImageWidth);
    appendBigEndian(header, kImageHeight);
    header.append("\x01\x00\x00\x00\x00", 5); // one bit, greyscale, deflate, filtered by row, not interlaced
    std::string png = "\x89PNG\r\n\x1a\n";
    appendChunk(png, "IHDR", header);
    appendChunk(png, "IDAT", deflated(canvas.rows()));
    appendChunk(png, "IEND", {});
    return png;
}

} // namespace sightglass::ingest::goatcounter
