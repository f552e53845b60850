// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/keyvalues.h"

#include "storage/columns/dictionarycodec.h"
#include "storage/columns/integers.h"
#include "storage/columns/reals.h"
#include "storage/columns/textcodes.h"

namespace sightglass::storage::columns {

void KeyValues::add(const domain::PropertyValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return add(std::string_view(*text));
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        m_types.push_back(static_cast<std::uint32_t>(ValueType::Integer));
        m_integers.push_back(*integer);
    } else if (const auto* real = std::get_if<double>(&value)) {
        m_types.push_back(static_cast<std::uint32_t>(ValueType::Real));
        m_reals.push_back(*real);
    } else {
        m_types.push_back(static_cast<std::uint32_t>(ValueType::Truth));
        m_truths.push_back(std::get<bool>(value) ? 1 : 0);
    }
}

void KeyValues::add(std::string_view text)
{
    m_types.push_back(static_cast<std::uint32_t>(ValueType::Text));
    m_codes.push_back(m_texts.id(text));
}

void KeyValues::encode(Compressor& compressor, std::string& values, std::string& dictionary) const
{
    ByteWriter out(values);
    writeCodes(compressor, out, m_types);
    if (!m_codes.empty()) {
        out.varint(m_texts.size());
        writeTextCodes(compressor, out, m_codes, m_texts.size());
    }
    if (!m_integers.empty())
        writeIntegers(compressor, out, m_integers);
    if (!m_reals.empty())
        writeReals(compressor, out, m_reals);
    if (!m_truths.empty())
        writeCodes(compressor, out, m_truths);
    if (m_texts.size() == 0)
        return;
    ByteWriter texts(dictionary);
    writeDictionary(compressor, texts, m_texts.texts());
}

} // namespace sightglass::storage::columns
