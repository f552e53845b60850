// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/keyvaluereader.h"

#include "domain/propertytext.h"
#include "storage/columns/dictionarycodec.h"
#include "storage/columns/integers.h"
#include "storage/columns/keyvalues.h"
#include "storage/columns/reals.h"
#include "storage/columns/textcodes.h"
#include "storage/columns/textcopies.h"

#include <array>

namespace sightglass::storage::columns {

namespace {

constexpr std::size_t kTypes = 4;

/// Moves what could be read; true when it could.
template <typename T> bool take(std::optional<T>&& read, T& out)
{
    if (read)
        out = std::move(*read);
    return read.has_value();
}

std::optional<std::vector<std::int64_t>> readIntegers(ByteReader& in, std::size_t count)
{
    const std::optional<IntegerStream> stream = IntegerStream::read(in, count);
    return stream ? stream->values() : std::nullopt;
}

std::optional<std::vector<std::uint32_t>> readSmall(ByteReader& in, std::size_t count, std::uint32_t largest)
{
    const std::optional<IntegerStream> stream = IntegerStream::read(in, count);
    return stream ? stream->codes(largest) : std::nullopt;
}

} // namespace

std::optional<KeyValueReader> KeyValueReader::decode(std::string_view values, std::string_view dictionary,
                                                     std::size_t count)
{
    ByteReader in(values);
    KeyValueReader reader;
    reader.m_count = count;
    if (!take(readSmall(in, count, kTypes - 1), reader.m_types))
        return std::nullopt;
    std::array<std::size_t, kTypes> counts{};
    reader.m_places.reserve(count);
    for (const std::uint32_t type : reader.m_types)
        reader.m_places.push_back(static_cast<std::uint32_t>(counts[type]++));
    if (counts[0] > 0) {
        ByteReader texts(dictionary);
        const std::uint64_t distinct = in.varint();
        if (distinct > count || !take(readTextCodes(in, counts[0], distinct), reader.m_codes) ||
            (distinct > 0 && (!take(readDictionary(texts), reader.m_texts) || !texts.atEnd())) ||
            reader.m_texts.texts().size() != distinct + 1)
            return std::nullopt;
    }
    if ((counts[1] > 0 && !take(readIntegers(in, counts[1]), reader.m_integers)) ||
        (counts[2] > 0 && !take(readReals(in, counts[2]), reader.m_reals)) ||
        (counts[3] > 0 && !take(readSmall(in, counts[3], 1), reader.m_truths)) || !in.atEnd())
        return std::nullopt;
    if (counts[0] == count)
        reader.m_types.clear(), reader.m_places.clear();
    return reader;
}

std::string_view KeyValueReader::textAt(std::size_t index) const
{
    if (m_types.empty())
        return m_texts.texts()[m_codes.codes().at(index)];
    return m_types[index] == 0 ? m_texts.texts()[m_codes.codes().at(m_places[index])] : std::string_view();
}

domain::PropertyValue KeyValueReader::at(std::size_t index) const
{
    const ValueType type = m_types.empty() ? ValueType::Text : static_cast<ValueType>(m_types[index]);
    switch (type) {
    case ValueType::Integer: return m_integers[m_places[index]];
    case ValueType::Real: return m_reals[m_places[index]];
    case ValueType::Truth: return m_truths[m_places[index]] != 0;
    case ValueType::Text: break;
    }
    return std::string(textAt(index));
}

std::pair<CodeBuffer, TextDictionary> KeyValueReader::takeTexts()
{
    if (m_types.empty())
        return {std::move(m_codes), std::move(m_texts)};
    TextCopies copies;
    std::vector<std::uint32_t> codes(m_count);
    for (std::size_t i = 0; i < m_count; ++i)
        codes[i] = m_types[i] == 0 ? copies.id(textAt(i)) : copies.id(domain::propertyText(at(i)));
    return copies.taken(codes);
}

} // namespace sightglass::storage::columns
