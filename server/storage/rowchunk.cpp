// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rowchunk.h"

#include "domain/propertytext.h"
#include "storage/eventcodec.h"

#include <algorithm>

namespace sightglass::storage {

using domain::NumberColumn;
using domain::TextColumn;

namespace {

struct NumberMember
{
    NumberColumn column;
    Member member;
    bool isBytes = false; ///< Its presence is the value.
};
constexpr NumberMember kNumberMembers[] = {
    {NumberColumn::Protocol, Member::Protocol},         {NumberColumn::VisitorBasis, Member::VisitorBasis},
    {NumberColumn::Interactive, Member::Interactive},   {NumberColumn::EngagementMs, Member::EngagementMs},
    {NumberColumn::ScrollDepth, Member::ScrollDepth},   {NumberColumn::RevenueMinor, Member::RevenueMinor},
    {NumberColumn::ValueMinor, Member::ValueMinor},     {NumberColumn::Device, Member::Device},
    {NumberColumn::ScreenWidth, Member::ScreenWidth},   {NumberColumn::ScreenHeight, Member::ScreenHeight},
    {NumberColumn::IsBot, Member::BotRule, true},       {NumberColumn::IsExcluded, Member::Excluded, true},
    {NumberColumn::Unhandled, Member::Exception, true}, {NumberColumn::LinkKind, Member::LinkKind},
    {NumberColumn::Historical, Member::Historical},
};

// A new column must be filled here or in addColumns().
static_assert(domain::kNumberColumns == 21);

/// In the order of TextColumn.
constexpr std::array<Member, domain::kTextColumns> kTextMembers = {
    Member::Name,           Member::MessageId,   Member::UserId,      Member::AnonymousId, Member::SessionHint,
    Member::LinkedId,       Member::Hostname,    Member::Path,        Member::Title,       Member::ReferrerHost,
    Member::UtmSource,      Member::UtmMedium,   Member::UtmCampaign, Member::UtmContent,  Member::UtmTerm,
    Member::SourceParam,    Member::ClickIdKind, Member::Country,     Member::Language,    Member::Browser,
    Member::BrowserVersion, Member::Os,          Member::OsVersion,   Member::AppVersion,  Member::Currency,
    Member::ViewId,         Member::BotRule,
};

constexpr std::uint8_t bytesTag(Member member)
{
    return static_cast<std::uint8_t>(member) | kBytesFlag;
}

/// What a member is when the body does not hold it.
constexpr std::int64_t missing(NumberColumn column)
{
    switch (column) {
    case NumberColumn::ScrollDepth:
    case NumberColumn::RevenueMinor:
    case NumberColumn::ValueMinor:
        return domain::kAbsent;
    case NumberColumn::Interactive:
        return 1;
    default:
        return 0;
    }
}

} // namespace

RowChunk::RowChunk(const domain::ScanRequest& request)
    : m_request(request)
    , m_properties(request.properties.size())
    , m_traits(request.traits.size())
{
    m_numberOfTag.fill(kNone);
    m_textOfTag.fill(kNone);
    for (const NumberColumn column : request.numbers)
        m_wantsNumber[static_cast<std::size_t>(column)] = true;
    for (const NumberMember& known : kNumberMembers) {
        if (!m_wantsNumber[static_cast<std::size_t>(known.column)])
            continue;
        m_numberOfTag[known.isBytes ? bytesTag(known.member) : static_cast<std::uint8_t>(known.member)] =
            static_cast<std::uint8_t>(known.column);
        m_needsBody = true;
    }
    for (const TextColumn column : request.texts) {
        m_wantsText[static_cast<std::size_t>(column)] = true;
        m_textOfTag[bytesTag(kTextMembers[static_cast<std::size_t>(column)])] = static_cast<std::uint8_t>(column);
    }
    m_needsBody = m_needsBody || !request.texts.empty() || !request.properties.empty() || !request.traits.empty();
}

void RowChunk::clear()
{
    m_rows = 0;
    for (std::vector<std::int64_t>& column : m_numbers)
        column.clear();
    for (const TextColumn column : m_request.texts)
        m_texts[static_cast<std::size_t>(column)].clear();
    for (TextColumnBuilder& column : m_properties)
        column.clear();
    for (TextColumnBuilder& column : m_traits)
        column.clear();
}

bool RowChunk::add(const Statement& row)
{
    ++m_rows;
    addColumns(row);
    return !m_needsBody || readBody(row.blob(6), static_cast<domain::Kind>(row.integer(4)));
}

std::span<const std::int64_t> RowChunk::numbers(NumberColumn column) const
{
    return m_numbers[static_cast<std::size_t>(column)];
}

domain::TextValues RowChunk::texts(TextColumn column) const
{
    return m_texts[static_cast<std::size_t>(column)].values();
}

void RowChunk::addColumns(const Statement& row)
{
    for (const NumberColumn column : m_request.numbers) {
        std::vector<std::int64_t>& values = m_numbers[static_cast<std::size_t>(column)];
        if (values.size() == m_rows)
            continue; // named twice in the request
        switch (column) {
        case NumberColumn::Seq:
            values.push_back(row.integer(0));
            break;
        case NumberColumn::Source:
            values.push_back(row.integer(1));
            break;
        case NumberColumn::EventTime:
            values.push_back(row.integer(2));
            break;
        case NumberColumn::ReceivedAt:
            values.push_back(row.integer(3));
            break;
        case NumberColumn::Kind:
            values.push_back(row.integer(4));
            break;
        case NumberColumn::Visitor:
            values.push_back(row.integer(5));
            break;
        default:
            values.push_back(missing(column));
        }
    }
    for (std::size_t column = 0; column < m_texts.size(); ++column) {
        if (m_wantsText[column])
            m_texts[column].addRow();
    }
    for (TextColumnBuilder& column : m_properties)
        column.addRow();
    for (TextColumnBuilder& column : m_traits)
        column.addRow();
}

bool RowChunk::readBody(std::string_view body, domain::Kind kind)
{
    ByteReader in(body);
    if (in.byte() != kBodyVersion)
        return false;
    while (!in.atEnd()) {
        const std::uint8_t tag = in.byte();
        if ((tag & kBytesFlag) == 0) {
            const std::uint64_t value = in.varint();
            if (m_numberOfTag[tag] != kNone)
                setNumber(m_numberOfTag[tag], value);
            continue;
        }
        const std::string_view bytes = in.bytes();
        if (m_numberOfTag[tag] != kNone)
            m_numbers[m_numberOfTag[tag]].back() = tag != bytesTag(Member::Exception) || isUnhandled(kind, bytes);
        if (m_textOfTag[tag] != kNone)
            m_texts[m_textOfTag[tag]].set(bytes);
        else if (tag == bytesTag(Member::Properties) && !readMap(bytes, m_request.properties, m_properties))
            return false;
        else if (tag == bytesTag(Member::Traits) && !readMap(bytes, m_request.traits, m_traits))
            return false;
    }
    return !in.failed();
}

void RowChunk::setNumber(std::uint8_t column, std::uint64_t varint)
{
    const auto which = static_cast<NumberColumn>(column);
    const bool isTruth = which == NumberColumn::Interactive || which == NumberColumn::Historical;
    m_numbers[column].back() = isTruth ? static_cast<std::int64_t>(varint) : unzigzag(varint);
}

bool RowChunk::isUnhandled(domain::Kind kind, std::string_view exception)
{
    m_scratch.kind = kind;
    m_scratch.exception = exception;
    return domain::isUnhandled(m_scratch);
}

bool RowChunk::readMap(std::string_view bytes, const std::vector<std::string>& keys,
                       std::vector<TextColumnBuilder>& columns)
{
    if (keys.empty())
        return true;
    ByteReader in(bytes);
    while (!in.atEnd()) {
        const std::string_view key = in.bytes();
        const auto found = std::find(keys.begin(), keys.end(), key);
        if (found == keys.end()) {
            skipProperty(in);
            continue;
        }
        const std::string text = domain::propertyText(readProperty(in));
        for (auto same = found; same != keys.end(); same = std::find(same + 1, keys.end(), key))
            columns[static_cast<std::size_t>(same - keys.begin())].set(text);
    }
    return !in.failed();
}

} // namespace sightglass::storage
