// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/chunkeddecoder.h"

#include <algorithm>

namespace sightglass::http {

namespace {

constexpr int kMaxSizeDigits = 15;
/// Nobody needs longer extensions or trailers; an endless one is an attack.
constexpr std::size_t kMaxLineBytes = 8 * 1024;

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char folded = static_cast<char>(c | 0x20);
    return folded >= 'a' && folded <= 'f' ? folded - 'a' + 10 : -1;
}

} // namespace

ChunkedDecoder::Step ChunkedDecoder::feed(std::string_view bytes, std::string& out, std::size_t limit)
{
    std::size_t used = 0;
    while (used < bytes.size() && m_part != Part::Done) {
        if (m_part == Part::Data) {
            const std::size_t take = std::min<std::uint64_t>(m_left, bytes.size() - used);
            if (take > limit - out.size())
                return {State::TooLarge, used};
            out.append(bytes.substr(used, take));
            used += take;
            m_left -= take;
            if (m_left == 0)
                m_part = Part::DataEnd;
            continue;
        }
        if (takeControlByte(bytes[used]) == State::Malformed)
            return {State::Malformed, used};
        ++used;
        if (m_part == Part::Data && m_left > limit - out.size())
            return {State::TooLarge, used};
    }
    return {m_part == Part::Done ? State::Complete : State::NeedsMore, used};
}

ChunkedDecoder::State ChunkedDecoder::takeControlByte(char c)
{
    switch (m_part) {
    case Part::Size: return takeSizeDigit(c);
    case Part::Extension:
        if (c == '\r')
            m_part = Part::SizeEnd;
        return c == '\n' || ++m_lineBytes > kMaxLineBytes ? State::Malformed : State::NeedsMore;
    case Part::SizeEnd: return c == '\n' ? endSizeLine() : State::Malformed;
    case Part::DataEnd: m_part = Part::DataEndLf; return c == '\r' ? State::NeedsMore : State::Malformed;
    case Part::DataEndLf: m_part = Part::Size; return c == '\n' ? State::NeedsMore : State::Malformed;
    case Part::Trailer: return takeTrailerByte(c);
    case Part::Data:
    case Part::Done: break;
    }
    return State::Malformed;
}

ChunkedDecoder::State ChunkedDecoder::takeSizeDigit(char c)
{
    const int value = hexValue(c);
    if (value >= 0) {
        m_left = m_left * 16 + static_cast<std::uint64_t>(value);
        return ++m_digits > kMaxSizeDigits ? State::Malformed : State::NeedsMore;
    }
    if (m_digits == 0)
        return State::Malformed;
    m_part = c == '\r' ? Part::SizeEnd : Part::Extension;
    return c == '\r' || c == ';' || c == ' ' || c == '\t' ? State::NeedsMore : State::Malformed;
}

ChunkedDecoder::State ChunkedDecoder::endSizeLine()
{
    m_part = m_left == 0 ? Part::Trailer : Part::Data;
    m_digits = 0;
    m_lineBytes = 0;
    m_isTrailerLineEmpty = true;
    return State::NeedsMore;
}

ChunkedDecoder::State ChunkedDecoder::takeTrailerByte(char c)
{
    if (++m_lineBytes > kMaxLineBytes)
        return State::Malformed;
    if (c == '\n') {
        if (m_isTrailerLineEmpty)
            m_part = Part::Done;
        m_isTrailerLineEmpty = true;
    } else if (c != '\r') {
        m_isTrailerLineEmpty = false;
    }
    return State::NeedsMore;
}

} // namespace sightglass::http
