// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rowlayout.h"

#include "storage/bytes.h"

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

// A new column must be filled here or in RowChunk::addColumns().
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

} // namespace

RowLayout::RowLayout(const domain::ScanRequest& request)
{
    m_numberOfTag.fill(kNone);
    m_textOfTag.fill(kNone);
    for (const NumberColumn column : request.numbers)
        m_wantsNumber[static_cast<std::size_t>(column)] = true;
    for (const NumberMember& known : kNumberMembers) {
        if (!wants(known.column))
            continue;
        const std::uint8_t tag = known.isBytes ? bytesTag(known.member) : static_cast<std::uint8_t>(known.member);
        m_numberOfTag[tag] = static_cast<std::uint8_t>(known.column);
        m_keeps[tag] = m_needsBody = true;
    }
    for (const TextColumn column : request.texts) {
        const std::uint8_t tag = bytesTag(kTextMembers[static_cast<std::size_t>(column)]);
        m_wantsText[static_cast<std::size_t>(column)] = true;
        m_textOfTag[tag] = static_cast<std::uint8_t>(column);
        m_keeps[tag] = m_needsBody = true;
    }
    m_keeps[bytesTag(Member::Properties)] = !request.properties.empty();
    m_keeps[bytesTag(Member::Traits)] = !request.traits.empty();
    m_keeps[bytesTag(Member::Vitals)] = !request.vitals.empty();
    m_keeps[bytesTag(Member::MessageId)] = true;
    m_needsBody = m_needsBody || !request.properties.empty() || !request.traits.empty() || !request.vitals.empty();
}

bool RowLayout::copyWanted(std::string_view body, std::string& out) const
{
    ByteReader in(body);
    if (!isKnownBody(in.byte()))
        return false;
    ByteWriter copy(out);
    copy.byte(kBodyVersion);
    while (!in.atEnd()) {
        const std::uint8_t tag = in.byte();
        if ((tag & kBytesFlag) == 0) {
            const std::uint64_t value = in.varint();
            if (m_keeps[tag])
                copy.byte(tag), copy.varint(value);
            continue;
        }
        const std::string_view bytes = in.bytes();
        if (m_keeps[tag])
            copy.byte(tag), copy.bytes(bytes);
    }
    return !in.failed();
}

std::int64_t missingNumber(NumberColumn column)
{
    switch (column) {
    case NumberColumn::ScrollDepth:
    case NumberColumn::RevenueMinor:
    case NumberColumn::ValueMinor: return domain::kAbsent;
    case NumberColumn::Interactive: return 1;
    default: return 0;
    }
}

} // namespace sightglass::storage
