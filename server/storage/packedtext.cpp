// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/packedtext.h"

#include "storage/bytes.h"
#include "storage/rawvocabulary.h"

#include <tuple>

namespace sightglass::storage {

namespace {

/// Puts a text together again.
class Unpacker
{
public:
    Unpacker(std::string_view context, std::string& text)
        : m_context(context)
        , m_text(text)
    {
    }

    [[nodiscard]] bool isFull() const { return m_at == m_text.size(); }
    [[nodiscard]] bool add(std::string_view bytes)
    {
        if (bytes.size() > m_text.size() - m_at)
            return false;
        m_at += bytes.copy(m_text.data() + m_at, bytes.size());
        return true;
    }
    [[nodiscard]] bool addCopy(std::size_t distance, std::uint64_t length)
    {
        const std::size_t before = kRawVocabulary.size() + m_context.size();
        if (distance == 0 || distance > before + m_at || length > m_text.size() - m_at)
            return false;
        for (std::size_t from = before + m_at - distance; length > 0;) {
            const std::string_view there = from < before ? beforeText(from) : textFrom(from - before);
            const std::string_view step = there.substr(0, length); // a copy may reach into what it makes
            std::ignore = add(step);
            from += step.size();
            length -= step.size();
        }
        return true;
    }

private:
    [[nodiscard]] std::string_view beforeText(std::size_t from) const
    {
        return from < kRawVocabulary.size() ? kRawVocabulary.substr(from)
                                            : m_context.substr(from - kRawVocabulary.size());
    }
    [[nodiscard]] std::string_view textFrom(std::size_t from) const { return {m_text.data() + from, m_at - from}; }

    std::string_view m_context;
    std::string& m_text;
    std::size_t m_at = 0;
};

std::uint64_t lengthOf(unsigned nibble, ByteReader& in)
{
    return nibble < kNibble ? nibble : in.varint() + kNibble;
}

} // namespace

bool unpackText(std::string_view context, std::string_view packed, std::string& text)
{
    ByteReader in(packed);
    const std::uint64_t size = in.varint();
    if (size > kLongestPackedText)
        return false;
    text.resize(size);
    Unpacker out(context, text);
    while (!in.atEnd()) {
        const unsigned lengths = in.byte();
        if (!out.add(in.take(lengthOf(lengths >> 4, in))))
            return false;
        const unsigned rest = lengths & kNibble;
        if (rest == 0)
            continue;
        const std::uint64_t length = lengthOf(rest, in) + kShortestCopy - 1;
        if (!out.addCopy(in.fixed<std::uint16_t>(), length))
            return false;
    }
    return !in.failed() && out.isFull();
}

} // namespace sightglass::storage
