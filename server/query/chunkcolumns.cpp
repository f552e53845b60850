// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/chunkcolumns.h"

#include "domain/propertytext.h"
#include "query/columns.h"
#include "query/computedcolumn.h"

#include <algorithm>
#include <array>
#include <optional>

namespace sightglass::query {

namespace {

using domain::Kind;
using domain::NumberColumn;
using domain::TextColumn;

constexpr std::array kArrivalColumns{TextColumn::UtmSource,   TextColumn::UtmMedium,   TextColumn::UtmCampaign,
                                     TextColumn::SourceParam, TextColumn::ClickIdKind, TextColumn::ReferrerHost};

bool isArrival(Field field)
{
    return field == Field::Source || field == Field::Channel;
}

template <typename T> void addNew(std::vector<T>& list, std::initializer_list<T> items)
{
    for (const T& item : items) {
        if (std::find(list.begin(), list.end(), item) == list.end())
            list.push_back(item);
    }
}

/// The text column behind a property; nothing for computed ones.
std::optional<TextColumn> textColumn(Field field)
{
    switch (field) {
    case Field::Event: return TextColumn::Name;
    case Field::Page:
    case Field::EntryPage:
    case Field::ExitPage: return TextColumn::Path;
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

NumberColumn numberColumn(Field field)
{
    switch (field) {
    case Field::Kind: return NumberColumn::Kind;
    case Field::Device: return NumberColumn::Device;
    case Field::Protocol: return NumberColumn::Protocol;
    case Field::Basis: return NumberColumn::VisitorBasis;
    default: return NumberColumn::Source;
    }
}

void requireProperty(domain::ScanRequest& scan, const PropertyName& property)
{
    const Field field = property.field;
    if (field == Field::Property)
        scan.properties.push_back(property.key);
    else if (field == Field::Trait)
        scan.traits.push_back(property.key);
    else if (field == Field::Vital)
        scan.vitals.push_back(property.key);
    else if (field == Field::Session) {
        addNew(scan.texts, {TextColumn::AnonymousId});
        addNew(scan.numbers, {NumberColumn::Protocol});
    } else if (const auto column = textColumn(field))
        addNew(scan.texts, {*column});
    else if (field == Field::Screen)
        addNew(scan.numbers, {NumberColumn::ScreenWidth, NumberColumn::ScreenHeight});
    else if (!isArrival(field))
        addNew(scan.numbers, {numberColumn(field)});
    if (isArrival(field)) {
        for (const TextColumn column : kArrivalColumns)
            addNew(scan.texts, {column});
    }
}

/// The columns behind source and channel, unless one of them is also asked for by itself.
std::vector<TextColumn> arrivalsTogether(const std::vector<PropertyName>& dimensions)
{
    const auto isPart = [](const PropertyName& property) {
        const auto column = textColumn(property.field);
        return column && std::find(kArrivalColumns.begin(), kArrivalColumns.end(), *column) != kArrivalColumns.end();
    };
    const bool any = std::any_of(dimensions.begin(), dimensions.end(),
                                 [](const PropertyName& property) { return isArrival(property.field); });
    if (!any || std::any_of(dimensions.begin(), dimensions.end(), isPart))
        return {};
    return {kArrivalColumns.begin(), kArrivalColumns.end()};
}

std::string numberText(Field field, std::int64_t number)
{
    switch (field) {
    case Field::Kind: return std::string(domain::name(static_cast<Kind>(number)));
    case Field::Device: return std::string(domain::name(static_cast<domain::Device>(number)));
    case Field::Protocol: return std::string(domain::name(static_cast<domain::Protocol>(number)));
    case Field::Basis: return std::string(domain::name(static_cast<domain::VisitorBasis>(number)));
    default: return std::to_string(number);
    }
}

/// The column's own bytes are the codes. Only what stands in some row gets a text.
CodeColumn readBytes(const domain::NumberValues& values, std::size_t rows, Field field, Dictionary& dictionary)
{
    std::array<bool, 256> stands{};
    withElements(values, [&](const auto in) {
        for (std::size_t row = 0; row < rows; ++row)
            stands[in[row]] = true;
    });
    const NumberOf number{values.base, values.hasAbsent};
    CodeColumn out;
    out.codes = {values.data, values.width, values.sparse};
    out.ids.resize(stands.size());
    for (std::size_t code = 0; code < stands.size(); ++code)
        out.ids[code] = stands[code] ? dictionary.idOf(numberText(field, number(code))) : 0;
    return out;
}

CodeColumn readNumbers(const domain::SortedChunk& chunk, Field field, Dictionary& dictionary)
{
    const domain::NumberValues values = chunk.numbers(numberColumn(field));
    if (values.width <= 1)
        return readBytes(values, chunk.rows(), field, dictionary);
    ComputedColumn computed(chunk.rows());
    computed.add(values);
    return computed.finish([&](std::uint32_t row) { return dictionary.idOf(numberText(field, values.at(row))); });
}

CodeColumn readScreens(const domain::SortedChunk& chunk, Dictionary& dictionary)
{
    const domain::NumberValues widths = chunk.numbers(NumberColumn::ScreenWidth);
    const domain::NumberValues heights = chunk.numbers(NumberColumn::ScreenHeight);
    ComputedColumn computed(chunk.rows());
    computed.add(widths);
    computed.add(heights);
    return computed.finish([&](std::uint32_t row) -> std::uint32_t {
        const std::int64_t width = widths.at(row);
        const std::int64_t height = heights.at(row);
        return width > 0 && height > 0 ? dictionary.idOf(std::to_string(width) + 'x' + std::to_string(height)) : 0;
    });
}

std::uint32_t idOfArrival(const std::array<std::string_view, kArrivalColumns.size()>& texts, Field field,
                          const AcquisitionNames& names, Dictionary& dictionary)
{
    if (!names)
        return 0;
    const SourceAndChannel both = names({texts[0], texts[1], texts[2], texts[3], texts[4], texts[5]});
    return dictionary.idOf(field == Field::Source ? both.source : both.channel);
}

CodeColumn readCombined(const domain::CombinedCodes& combined, Field field, const AcquisitionNames& names,
                        Dictionary& dictionary)
{
    CodeColumn out;
    out.codes = combined.ids;
    for (std::size_t first = 0; first < combined.texts.size(); first += combined.columns) {
        std::array<std::string_view, kArrivalColumns.size()> texts;
        std::copy_n(combined.texts.begin() + static_cast<std::ptrdiff_t>(first), texts.size(), texts.begin());
        out.ids.push_back(idOfArrival(texts, field, names, dictionary));
    }
    return out;
}

CodeColumn readArrivals(const domain::SortedChunk& chunk, Field field, const AcquisitionNames& names,
                        Dictionary& dictionary)
{
    if (const auto combined = chunk.combined())
        return readCombined(*combined, field, names, dictionary);
    std::array<domain::TextCodes, kArrivalColumns.size()> columns;
    ComputedColumn computed(chunk.rows());
    for (std::size_t c = 0; c < columns.size(); ++c) {
        columns[c] = chunk.texts(kArrivalColumns[c]);
        computed.add(columns[c]);
    }
    return computed.finish([&](std::uint32_t row) -> std::uint32_t {
        std::array<std::string_view, kArrivalColumns.size()> texts;
        std::transform(columns.begin(), columns.end(), texts.begin(),
                       [row](const domain::TextCodes& column) { return column.at(row); });
        return idOfArrival(texts, field, names, dictionary);
    });
}

/// A property that a row takes away from its session is none of the row.
CodeColumn withoutDeletions(CodeColumn column, const domain::TextCodes& texts)
{
    for (std::size_t code = 0; code < texts.dictionary.size(); ++code) {
        if (texts.dictionary[code] == domain::kDeletedValue)
            column.ids[code] = 0;
    }
    return column;
}

/// Ids of other protocols are no sessions.
CodeColumn readSessions(const domain::SortedChunk& chunk, const SessionValues& values, Dictionary& dictionary)
{
    const domain::TextCodes sessions = chunk.texts(TextColumn::AnonymousId);
    const domain::NumberValues protocols = chunk.numbers(NumberColumn::Protocol);
    ComputedColumn computed(chunk.rows());
    computed.add(sessions);
    computed.add(protocols);
    return computed.finish([&](std::uint32_t row) -> std::uint32_t {
        const bool isSession = protocols.at(row) == static_cast<std::int64_t>(domain::Protocol::OpenMetrics);
        const std::string_view value = isSession ? values.of(sessions.at(row)) : std::string_view();
        return value.empty() ? 0 : dictionary.idOf(value);
    });
}

} // namespace

domain::ScanRequest scanRequestOf(const RowRequest& request, bool sources)
{
    domain::ScanRequest scan;
    scan.project = request.project;
    scan.range = request.range;
    scan.numbers = {NumberColumn::EventTime, NumberColumn::Kind, NumberColumn::IsExcluded};
    if (request.bots != domain::BotMode::Include)
        scan.numbers.push_back(NumberColumn::IsBot);
    if (request.skipHistorical)
        scan.numbers.push_back(NumberColumn::Historical);
    for (const PropertyName& property : request.dimensions)
        requireProperty(scan, property);
    scan.together = arrivalsTogether(request.dimensions);
    if (request.ofPeople) {
        scan.numbers.push_back(NumberColumn::ReceivedAt);
        return scan;
    }
    scan.kinds = {Kind::Pageview, Kind::Screen, Kind::Custom, Kind::Exception, Kind::Click, Kind::Impression};
    for (const Kind kind : request.moreKinds)
        addNew(scan.kinds, {kind});
    scan.numbers.push_back(NumberColumn::Interactive);
    if (request.visits) {
        addNew(scan.kinds, {Kind::Engagement});
        addNew(scan.texts, {TextColumn::SessionHint});
    }
    if (sources)
        addNew(scan.numbers, {NumberColumn::Source});
    if (request.unhandled)
        scan.numbers.push_back(NumberColumn::Unhandled);
    if (request.engagement)
        addNew(scan.numbers, {NumberColumn::EngagementMs, NumberColumn::ScrollDepth});
    if (request.engagement || request.views)
        addNew(scan.texts, {TextColumn::ViewId});
    if (request.amounts) {
        addNew(scan.numbers, {NumberColumn::RevenueMinor});
        addNew(scan.texts, {TextColumn::Currency});
    }
    return scan;
}

CodeColumn readTexts(const domain::TextCodes& texts, Dictionary& dictionary)
{
    CodeColumn out;
    out.codes = texts.ids;
    dictionary.addAll(texts.dictionary, out.ids);
    return out;
}

CodeColumn readColumn(const domain::SortedChunk& chunk, const PropertyName& property, std::size_t index,
                      const AcquisitionNames& names, const SessionValues* sessions, Dictionary& dictionary)
{
    const Field field = property.field;
    if (field == Field::Property)
        return withoutDeletions(readTexts(chunk.property(index), dictionary), chunk.property(index));
    if (field == Field::Trait)
        return readTexts(chunk.trait(index), dictionary);
    if (field == Field::Vital)
        return readTexts(chunk.vital(index), dictionary);
    if (field == Field::Session)
        return sessions ? readSessions(chunk, *sessions, dictionary) : CodeColumn{{}, {0}, {}};
    if (const auto column = textColumn(field))
        return readTexts(chunk.texts(*column), dictionary);
    if (isArrival(field))
        return readArrivals(chunk, field, names, dictionary);
    return field == Field::Screen ? readScreens(chunk, dictionary) : readNumbers(chunk, field, dictionary);
}

} // namespace sightglass::query
