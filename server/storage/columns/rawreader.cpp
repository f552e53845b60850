// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/rawreader.h"

#include "storage/columns/dictionarycodec.h"
#include "storage/columns/headerformat.h"
#include "storage/columns/integers.h"
#include "storage/columns/rawformat.h"
#include "storage/columns/textcodes.h"

#include <algorithm>

namespace sightglass::storage::columns {

namespace {

std::optional<std::vector<std::uint32_t>> readReferences(ByteReader& in, std::size_t count, std::size_t largest)
{
    const std::optional<IntegerStream> stream = IntegerStream::read(in, count);
    return stream ? stream->codes(static_cast<std::uint32_t>(largest)) : std::nullopt;
}

bool readTexts(ByteReader& in, std::size_t count, TextBuffer& out)
{
    std::optional<TextDictionary> dictionary = readDictionary(in);
    if (!dictionary)
        return false;
    std::optional<CodeBuffer> codes = readTextCodes(in, count, dictionary->texts().size() - 1);
    if (!codes)
        return false;
    out = {std::move(*codes), std::move(*dictionary)};
    return true;
}

std::size_t placesIn(std::string_view skeleton)
{
    return static_cast<std::size_t>(std::count(skeleton.begin(), skeleton.end(), RawSplitter::kPlace));
}

/// A name without a reference behind it, or a number that no member can have, is refused.
bool readReference(ByteReader& in, RawReference& reference)
{
    const std::uint8_t source = in.byte();
    if (source > static_cast<std::uint8_t>(RawSource::Trait))
        return false;
    reference.source = static_cast<RawSource>(source);
    if (reference.source == RawSource::Property || reference.source == RawSource::Trait)
        reference.key = in.bytes();
    else if (reference.source != RawSource::None)
        reference.number = in.byte();
    return reference.number < (reference.source == RawSource::Time ? kRawTimes : kRawMembers);
}

} // namespace

std::optional<RawReader> RawReader::decode(std::string_view blob, std::size_t rows)
{
    ByteReader in(blob);
    RawReader reader;
    auto states = readReferences(in, rows, kFirstShape + kMaxShapes - 1);
    if (!states)
        return std::nullopt;
    reader.m_stateOfRow = std::move(*states);
    const auto verbatim = std::count(reader.m_stateOfRow.begin(), reader.m_stateOfRow.end(), kVerbatim);
    if (!readTexts(in, static_cast<std::size_t>(verbatim), reader.m_verbatim) || !reader.readShapes(in) ||
        !reader.countValues(rows))
        return std::nullopt;
    for (Place& place : reader.m_places) {
        if (!reader.readPlace(in, place))
            return std::nullopt;
    }
    return in.atEnd() && !in.failed() ? std::optional(std::move(reader)) : std::nullopt;
}

bool RawReader::readShapes(ByteReader& in)
{
    std::optional<TextDictionary> skeletons = readDictionary(in);
    const std::uint64_t places = in.varint();
    if (!skeletons || skeletons->texts().size() > kMaxShapes + 1 || places > kMaxPlaces)
        return false;
    m_skeletons = std::move(*skeletons);
    m_begins = {0};
    for (const std::string_view skeleton : m_skeletons.texts().subspan(1)) {
        m_begins.push_back(m_begins.back() + placesIn(skeleton));
        if (m_begins.back() > kMaxShapePlaces)
            return false;
    }
    auto numbers = readReferences(in, m_begins.back(), places == 0 ? 0 : places - 1);
    if (!numbers || (places == 0 && m_begins.back() > 0))
        return false;
    m_placesOfShapes = std::move(*numbers);
    m_places.resize(places);
    return true;
}

bool RawReader::countValues(std::size_t rows)
{
    std::vector<std::size_t> rowsOf(m_begins.size() - 1, 0);
    for (std::size_t row = 0; row < rows; ++row) {
        if (m_stateOfRow[row] < kFirstShape)
            continue;
        const std::size_t shape = m_stateOfRow[row] - kFirstShape;
        if (shape >= rowsOf.size())
            return false;
        ++rowsOf[shape];
    }
    for (std::size_t shape = 0; shape < rowsOf.size(); ++shape) {
        const std::string_view skeleton = m_skeletons.texts()[shape + 1];
        std::size_t at = 0;
        for (std::size_t i = m_begins[shape]; i < m_begins[shape + 1]; ++i, ++at) {
            at = skeleton.find(RawSplitter::kPlace, at);
            Place& place = m_places[m_placesOfShapes[i]];
            place.count += rowsOf[shape];
            place.isQuoted = at > 0 && skeleton[at - 1] == '"';
            if (place.count > kMaxDistinct)
                return false;
        }
    }
    return true;
}

bool RawReader::readPlace(ByteReader& in, Place& place)
{
    if (!readReference(in, place.reference))
        return false;
    std::size_t kept = place.count;
    if (place.reference.source != RawSource::None) {
        kept = in.varint();
        if (in.failed() || kept > place.count)
            return false;
        auto steps = readReferences(in, kept, place.count);
        if (!steps)
            return false;
        std::size_t index = 0;
        for (std::uint32_t& step : *steps) {
            index += step;
            if (index >= place.count)
                return false;
            step = static_cast<std::uint32_t>(index);
        }
        place.kept = std::move(*steps);
    }
    return readTexts(in, kept, place.texts);
}

bool RawReader::appendLeaf(std::string& out, Place& place, const RawFacts& facts)
{
    const std::size_t index = place.nextValue++;
    const bool isKept = place.reference.source == RawSource::None ||
                        (place.nextKept < place.kept.size() && place.kept[place.nextKept] == index);
    if (!isKept)
        return facts.appendTo(out, place.reference, place.isQuoted);
    out += place.texts.codes().at(place.nextKept++);
    return true;
}

bool RawReader::next(domain::Event& event)
{
    const std::uint32_t state = m_stateOfRow[m_row++];
    if (state == kNoRaw)
        return true;
    if (state == kVerbatim) {
        event.raw = m_verbatim.codes().at(m_nextVerbatim++);
        return true;
    }
    const std::size_t shape = state - kFirstShape;
    const RawFacts facts(event);
    std::size_t place = m_begins[shape];
    std::string raw;
    for (const char c : m_skeletons.texts()[shape + 1]) {
        if (c != RawSplitter::kPlace)
            raw += c;
        else if (!appendLeaf(raw, m_places[m_placesOfShapes[place++]], facts))
            return false;
    }
    event.raw = std::move(raw);
    return true;
}

void RawReader::skip()
{
    const std::uint32_t state = m_stateOfRow[m_row++];
    if (state == kVerbatim)
        ++m_nextVerbatim;
    if (state < kFirstShape)
        return;
    const std::size_t shape = state - kFirstShape;
    for (std::size_t i = m_begins[shape]; i < m_begins[shape + 1]; ++i) {
        Place& place = m_places[m_placesOfShapes[i]];
        const std::size_t index = place.nextValue++;
        if (place.reference.source == RawSource::None ||
            (place.nextKept < place.kept.size() && place.kept[place.nextKept] == index))
            ++place.nextKept;
    }
}

} // namespace sightglass::storage::columns
