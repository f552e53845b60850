// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/dimensionreader.h"

#include <algorithm>
#include <array>

namespace sightglass::query {

namespace {

using domain::NumberColumn;
using domain::TextColumn;

constexpr std::uint32_t kUnset = 0xffffffff;
constexpr std::array kArrivalColumns{TextColumn::UtmSource, TextColumn::UtmMedium, TextColumn::UtmCampaign,
                                     TextColumn::SourceParam, TextColumn::ClickIdKind, TextColumn::ReferrerHost};

bool isArrival(Field field) { return field == Field::Source || field == Field::Channel; }

void addOnce(auto& list, auto item)
{
    if (std::find(list.begin(), list.end(), item) == list.end())
        list.push_back(item);
}

using ArrivalIds = std::array<std::uint32_t, kArrivalColumns.size()>;
struct ArrivalHash
{
    std::size_t operator()(const ArrivalIds& ids) const
    {
        std::size_t hash = 1469598103934665603ULL;
        for (const std::uint32_t id : ids)
            hash = (hash ^ id) * 1099511628211ULL;
        return hash;
    }
};

} // namespace

std::optional<TextColumn> textColumn(Field field)
{
    switch (field) {
    case Field::Event: return TextColumn::Name;
    case Field::Page: case Field::EntryPage: case Field::ExitPage: return TextColumn::Path;
    case Field::Hostname: return TextColumn::Hostname;
    case Field::Title: return TextColumn::Title;
    case Field::Referrer: return TextColumn::ReferrerHost;
    case Field::UtmSource: return TextColumn::UtmSource;
    case Field::UtmMedium: return TextColumn::UtmMedium;
    case Field::UtmCampaign: return TextColumn::UtmCampaign;
    case Field::UtmContent: return TextColumn::UtmContent;
    case Field::UtmTerm: return TextColumn::UtmTerm;
    case Field::Country: return TextColumn::Country;
    case Field::Language: return TextColumn::Language;
    case Field::Browser: return TextColumn::Browser;
    case Field::BrowserVersion: return TextColumn::BrowserVersion;
    case Field::Os: return TextColumn::Os;
    case Field::OsVersion: return TextColumn::OsVersion;
    case Field::AppVersion: return TextColumn::AppVersion;
    case Field::UserId: return TextColumn::UserId;
    case Field::AnonymousId: return TextColumn::AnonymousId;
    default: return std::nullopt;
    }
}

void appendTexts(Dictionary& dictionary, std::vector<std::uint32_t>& ids, const domain::TextValues& values,
                 const std::vector<std::uint32_t>& kept, std::vector<std::uint32_t>& remap)
{
    remap.assign(values.dictionary.size(), kUnset);
    for (const std::uint32_t row : kept) {
        const std::uint32_t local = values.ids[row];
        if (remap[local] == kUnset)
            remap[local] = dictionary.idOf(values.dictionary[local]);
        ids.push_back(remap[local]);
    }
}

DimensionReader::DimensionReader(Rows& rows, const RowRequest& request, const AcquisitionNames& names)
    : m_rows(rows)
    , m_names(names)
{
    for (const PropertyName& property : request.dimensions) {
        rows.dimensions.push_back({property, std::make_shared<Dictionary>(), {}});
        if (property.field == Field::Property)
            m_properties.push_back(property.key);
    }
}

void DimensionReader::require(domain::ScanRequest& scan) const
{
    scan.properties = m_properties;
    for (const Dimension& dimension : m_rows.dimensions) {
        const Field field = dimension.property.field;
        if (const auto column = textColumn(field))
            addOnce(scan.texts, *column);
        if (isArrival(field)) {
            for (const TextColumn column : kArrivalColumns)
                addOnce(scan.texts, column);
        }
        if (field == Field::Screen) {
            addOnce(scan.numbers, NumberColumn::ScreenWidth);
            addOnce(scan.numbers, NumberColumn::ScreenHeight);
        } else if (field == Field::Device) {
            addOnce(scan.numbers, NumberColumn::Device);
        } else if (field == Field::Protocol) {
            addOnce(scan.numbers, NumberColumn::Protocol);
        } else if (field == Field::SourceId) {
            addOnce(scan.numbers, NumberColumn::Source);
        }
    }
}

void DimensionReader::read(const domain::Chunk& chunk, const std::vector<std::uint32_t>& kept)
{
    std::size_t property = 0;
    for (Dimension& dimension : m_rows.dimensions) {
        const Field field = dimension.property.field;
        if (field == Field::Property)
            readTexts(dimension, chunk.property(property++), kept);
        else if (const auto column = textColumn(field))
            readTexts(dimension, chunk.texts(*column), kept);
        else if (isArrival(field))
            readArrivals(dimension, chunk, kept);
        else
            readNumbers(dimension, chunk, kept);
    }
}

void DimensionReader::readTexts(Dimension& out, const domain::TextValues& values, const std::vector<std::uint32_t>& kept)
{
    appendTexts(*out.values, out.ids, values, kept, m_remap);
}

std::string DimensionReader::numberText(Field field, std::int64_t number) const
{
    switch (field) {
    case Field::Kind: return std::string(domain::name(static_cast<domain::Kind>(number)));
    case Field::Device: return std::string(domain::name(static_cast<domain::Device>(number)));
    case Field::Protocol: return std::string(domain::name(static_cast<domain::Protocol>(number)));
    case Field::Screen: return number == 0 ? std::string() : std::to_string(number >> 32) + 'x' + std::to_string(number & 0xffffffff);
    default: return std::to_string(number);
    }
}

void DimensionReader::readNumbers(Dimension& out, const domain::Chunk& chunk, const std::vector<std::uint32_t>& kept)
{
    const Field field = out.property.field;
    const bool screen = field == Field::Screen;
    const auto heights = screen ? chunk.numbers(NumberColumn::ScreenHeight) : std::span<const std::int64_t>();
    const auto numbers = chunk.numbers(screen ? NumberColumn::ScreenWidth : field == Field::Kind ? NumberColumn::Kind
                                       : field == Field::Device ? NumberColumn::Device
                                       : field == Field::Protocol ? NumberColumn::Protocol : NumberColumn::Source);
    m_numbers.clear();
    for (const std::uint32_t row : kept) {
        std::int64_t number = numbers[row];
        if (screen)
            number = number > 0 && heights[row] > 0 ? (number << 32) | heights[row] : 0;
        const auto [at, isNew] = m_numbers.try_emplace(number, 0);
        if (isNew)
            at->second = out.values->idOf(numberText(field, number));
        out.ids.push_back(at->second);
    }
}

void DimensionReader::readArrivals(Dimension& out, const domain::Chunk& chunk, const std::vector<std::uint32_t>& kept)
{
    std::array<domain::TextValues, kArrivalColumns.size()> columns;
    for (std::size_t c = 0; c < columns.size(); ++c)
        columns[c] = chunk.texts(kArrivalColumns[c]);
    std::unordered_map<ArrivalIds, std::uint32_t, ArrivalHash> known;
    for (const std::uint32_t row : kept) {
        ArrivalIds ids{};
        for (std::size_t c = 0; c < columns.size(); ++c)
            ids[c] = columns[c].ids[row];
        const auto [at, isNew] = known.try_emplace(ids, 0);
        if (isNew && m_names) {
            const SourceAndChannel both = m_names({columns[0].at(row), columns[1].at(row), columns[2].at(row),
                                                   columns[3].at(row), columns[4].at(row), columns[5].at(row)});
            at->second = out.values->idOf(out.property.field == Field::Source ? both.source : both.channel);
        }
        out.ids.push_back(at->second);
    }
}

} // namespace sightglass::query
