// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/rawcolumn.h"

#include "storage/columns/columnids.h"
#include "storage/columns/dictionarycodec.h"
#include "storage/columns/headerformat.h"
#include "storage/columns/integers.h"
#include "storage/columns/rawformat.h"
#include "storage/columns/textcodes.h"

#include <algorithm>

namespace sightglass::storage::columns {

namespace {

void writeTexts(Compressor& compressor, ByteWriter& out, const std::vector<std::uint32_t>& codes,
                const TextInterner& texts)
{
    writeDictionary(compressor, out, texts.texts());
    writeTextCodes(compressor, out, codes, texts.size());
}

} // namespace

void RawColumn::learn(const domain::Event& event)
{
    const std::uint32_t shape = event.raw.empty() ? 0 : split(event);
    if (shape == 0)
        return;
    const RawFacts facts(event);
    for (std::size_t i = 0; i < m_splitter.leaves().size(); ++i) {
        Place& place = m_places[m_shapes[shape - 1].places[i]];
        ++place.sampled;
        for (RawReference& reference : facts.candidates(place.place, m_splitter.leaves()[i])) {
            const auto known =
                std::find_if(place.candidates.begin(), place.candidates.end(),
                             [&](const Candidate& candidate) { return candidate.reference == reference; });
            if (known != place.candidates.end())
                ++known->votes;
            else
                place.candidates.push_back({std::move(reference), 1});
        }
    }
}

void RawColumn::decide()
{
    for (Place& place : m_places) {
        const auto best = std::max_element(place.candidates.begin(), place.candidates.end(),
                                           [](const Candidate& a, const Candidate& b) { return a.votes < b.votes; });
        if (best != place.candidates.end() && best->votes * 2 > place.sampled)
            place.reference = best->reference;
        place.candidates.clear();
    }
}

std::uint32_t RawColumn::split(const domain::Event& event)
{
    std::uint32_t& last = m_lastOfKind[static_cast<std::size_t>(event.kind) % m_lastOfKind.size()];
    if (last != 0 && m_splitter.splitLike(event.raw, m_shapes[last - 1].skeleton, m_shapes[last - 1].quotes))
        return last;
    return last = m_splitter.split(event.raw) ? shapeNumber() : 0;
}

std::uint32_t RawColumn::shapeNumber()
{
    const auto known = m_shapeNumbers.find(m_splitter.skeleton());
    if (known != m_shapeNumbers.end())
        return known->second;
    if (m_shapes.size() == kMaxShapes || !addShape())
        return 0;
    const auto added = static_cast<std::uint32_t>(m_shapes.size());
    m_shapeNumbers.emplace(m_splitter.skeleton(), added);
    return added;
}

bool RawColumn::addShape()
{
    std::vector<RawPlace> places = placesOf(m_splitter.skeleton());
    if (places.size() != m_splitter.leaves().size() || m_places.size() + places.size() > kMaxPlaces ||
        m_shapePlaces + places.size() > kMaxShapePlaces)
        return false;
    m_shapePlaces += places.size();
    Shape& shape = m_shapes.emplace_back();
    shape.skeleton = m_splitter.skeleton();
    for (const RawLeaf& leaf : m_splitter.leaves())
        shape.quotes += leaf.isQuoted ? '\1' : '\0';
    for (RawPlace& place : places) {
        const std::string name = (place.isQuoted ? '"' : '#') + place.path;
        const auto [at, isNew] = m_placeNumbers.try_emplace(name, static_cast<std::uint32_t>(m_places.size()));
        if (isNew)
            m_places.emplace_back().place = std::move(place);
        shape.places.push_back(at->second);
    }
    return true;
}

void RawColumn::add(std::size_t row, const domain::Event& event)
{
    if (event.raw.empty())
        return;
    if (m_shapeOfRow.empty()) {
        m_shapeOfRow.assign(m_rows, kNoRaw);
        decide();
    }
    const std::uint32_t shape = split(event);
    if (shape == 0)
        return addVerbatim(row, event.raw);
    const std::vector<std::uint32_t>& places = m_shapes[shape - 1].places;
    if (std::any_of(places.begin(), places.end(),
                    [this](std::uint32_t place) { return m_places[place].count >= kMaxDistinct / 2; }))
        return addVerbatim(row, event.raw);
    m_shapeOfRow[row] = shape - 1 + kFirstShape;
    const RawFacts facts(event);
    for (std::size_t i = 0; i < places.size(); ++i)
        addLeaf(m_places[places[i]], m_splitter.leaves()[i], facts);
}

void RawColumn::addLeaf(Place& place, const RawLeaf& leaf, const RawFacts& facts)
{
    const std::uint32_t index = place.count++;
    if (facts.matches(place.reference, leaf))
        return;
    if (place.reference.source != RawSource::None)
        place.kept.push_back(index);
    place.codes.push_back(place.texts.id(leaf.text));
}

void RawColumn::addVerbatim(std::size_t row, std::string_view raw)
{
    m_shapeOfRow[row] = kVerbatim;
    m_verbatimCodes.push_back(m_verbatim.id(raw));
}

void RawColumn::writePlace(Compressor& compressor, ByteWriter& out, const Place& place) const
{
    const RawReference& reference = place.reference;
    out.byte(static_cast<std::uint8_t>(reference.source));
    if (reference.source == RawSource::Property || reference.source == RawSource::Trait)
        out.bytes(reference.key);
    else if (reference.source != RawSource::None)
        out.byte(reference.number);
    if (reference.source != RawSource::None) {
        out.varint(place.kept.size());
        std::vector<std::uint32_t> steps;
        std::uint32_t before = 0;
        for (const std::uint32_t index : place.kept)
            steps.push_back(index - std::exchange(before, index));
        writeCodes(compressor, out, steps);
    }
    writeTexts(compressor, out, place.codes, place.texts);
}

EncodedColumn RawColumn::encoded(Compressor& compressor) const
{
    EncodedColumn column;
    column.isText = true;
    column.info.id = idOf(Member::Raw);
    column.info.count = static_cast<std::uint32_t>(
        m_shapeOfRow.size() - static_cast<std::size_t>(std::count(m_shapeOfRow.begin(), m_shapeOfRow.end(), kNoRaw)));
    ByteWriter out(column.values);
    writeCodes(compressor, out, m_shapeOfRow);
    writeTexts(compressor, out, m_verbatimCodes, m_verbatim);
    std::vector<std::string_view> skeletons;
    std::vector<std::uint32_t> places;
    for (const Shape& shape : m_shapes) {
        skeletons.push_back(shape.skeleton);
        places.insert(places.end(), shape.places.begin(), shape.places.end());
    }
    writeDictionary(compressor, out, skeletons);
    out.varint(m_places.size());
    writeCodes(compressor, out, places);
    for (const Place& place : m_places)
        writePlace(compressor, out, place);
    return column;
}

} // namespace sightglass::storage::columns
