// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/eventcolumns.h"

#include "storage/eventcodec.h"
#include "storage/propertycodec.h"
#include "storage/timedistance.h"

#include <limits>

namespace sightglass::storage::columns {

using domain::PropertyMap;
using domain::TextMap;

namespace {

/// What a member of a body is, by its tag.
enum class BodyPart : std::uint8_t {
    Other,
    Text,
    Truth,
    Number,
    Optional,
    Time,
    OptionalTime,
    Hash,
    Properties,
    Texts
};

struct BodyTag
{
    BodyPart part = BodyPart::Other;
    std::int64_t lowest = 0; ///< Of numbers: what the member's type holds.
    std::int64_t highest = 0;
};

/// Learns the tags from eachMember(). What needs more than its own bytes stays Other.
class BodyTags
{
public:
    BodyTags()
    {
        const domain::Event event;
        eachMember(event, *this);
    }
    [[nodiscard]] const BodyTag& at(std::uint8_t tag) const { return m_tags[tag]; }

    void operator()(Member m, const std::string&)
    {
        if (m != Member::Raw)
            bytes(m, BodyPart::Text);
    }
    void operator()(Member m, bool) { m_tags[std::size_t(m)] = {BodyPart::Truth, 0, 1}; }
    template <typename T>
    requires(std::is_enum_v<T> || std::is_integral_v<T>) void operator()(Member m, T)
    {
        if constexpr (std::is_enum_v<T>)
            number<std::underlying_type_t<T>>(m, BodyPart::Number);
        else
            number<T>(m, BodyPart::Number);
    }
    template <typename T> void operator()(Member m, const std::optional<T>&) { number<T>(m, BodyPart::Optional); }
    void operator()(Member m, TimePoint, RelativeTime) { number<std::int64_t>(m, BodyPart::Time); }
    void operator()(Member m, const std::optional<TimePoint>&, RelativeTime)
    {
        number<std::int64_t>(m, BodyPart::OptionalTime);
    }
    void operator()(Member m, std::uint64_t, RelativeHash) { bytes(m, BodyPart::Hash); }
    void operator()(Member m, const PropertyMap&) { bytes(m, BodyPart::Properties); }
    void operator()(Member m, const TextMap&) { bytes(m, BodyPart::Texts); }
    void operator()(Member, const std::vector<domain::Warning>&) {}

private:
    void bytes(Member m, BodyPart part) { m_tags[static_cast<std::uint8_t>(m) | kBytesFlag].part = part; }
    template <typename T> void number(Member m, BodyPart part)
    {
        m_tags[std::size_t(m)] = {part, std::int64_t{std::numeric_limits<T>::lowest()},
                                  std::int64_t{std::numeric_limits<T>::max()}};
    }

    std::array<BodyTag, 256> m_tags{};
};

const BodyTags& bodyTags()
{
    static const BodyTags tags;
    return tags;
}

/// Takes a body apart; false when it is not of the usual kind.
class BodyParts
{
public:
    struct Entry
    {
        Member member;
        BodyPart part;
        std::int64_t number;
        std::string_view bytes;
    };

    [[nodiscard]] bool read(std::string_view body)
    {
        ByteReader in(body);
        m_size = 0;
        if (in.byte() != kBodyVersion)
            return false;
        for (std::uint8_t last = 0; !in.atEnd();) {
            const std::uint8_t tag = in.byte();
            const auto number = static_cast<std::uint8_t>(tag & ~kBytesFlag);
            const BodyTag& known = bodyTags().at(tag);
            if (known.part == BodyPart::Other || number <= last)
                return false;
            last = number;
            Entry& entry = m_entries[m_size++];
            entry.member = static_cast<Member>(number);
            entry.part = known.part;
            if (tag & kBytesFlag)
                entry.bytes = in.bytes();
            else if (!readNumber(in, known, entry.number))
                return false;
        }
        return !in.failed();
    }
    [[nodiscard]] std::span<const Entry> entries() const { return {m_entries.data(), m_size}; }

private:
    static bool readNumber(ByteReader& in, const BodyTag& known, std::int64_t& out)
    {
        const std::uint64_t varint = in.varint();
        out = known.part == BodyPart::Truth ? (varint != 0 ? 1 : 0) : unzigzag(varint);
        return out >= known.lowest && out <= known.highest;
    }

    std::array<Entry, kBytesFlag> m_entries;
    std::size_t m_size = 0;
};

} // namespace

bool EventColumns::addBody(const PackedEvent& row, std::string_view body)
{
    thread_local BodyParts parts;
    if (row.kind == domain::Kind::Exception || !parts.read(body))
        return false;
    addRow(row.source, fromMs(row.eventTime), fromMs(row.receivedAt), row.kind, row.seq);
    std::optional<TimePoint> statedAt;
    for (const BodyParts::Entry& entry : parts.entries()) {
        const ColumnId id = idOf(entry.member);
        switch (entry.part) {
        case BodyPart::Text: (*this)(entry.member, entry.bytes); break;
        case BodyPart::Truth:
        case BodyPart::Number:
        case BodyPart::Time: set(id, entry.number); break;
        case BodyPart::Optional: setOptional(id, entry.number); break;
        case BodyPart::OptionalTime: {
            const TimePoint time = moved(fromMs(row.receivedAt), entry.number);
            setOptional(id, distance(time, expectedTime(entry.member, fromMs(row.eventTime), fromMs(row.receivedAt),
                                                        statedAt)));
            if (entry.member == Member::StatedAt)
                statedAt = time;
            break;
        }
        case BodyPart::Hash: {
            ByteReader in(entry.bytes);
            set(id, in.fixed<std::int64_t>());
            if (in.failed())
                return false;
            break;
        }
        case BodyPart::Properties:
            if (!readMap(entry.bytes, m_properties))
                return false;
            setMap(entry.member, m_properties);
            break;
        case BodyPart::Texts:
            if (!readMap(entry.bytes, m_textMap))
                return false;
            setMap(entry.member, m_textMap);
            break;
        case BodyPart::Other: break;
        }
    }
    ++m_row;
    return true;
}

} // namespace sightglass::storage::columns
