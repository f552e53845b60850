// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/eventcodec.h"

#include <type_traits>

namespace sightglass::storage {

using domain::Event;
using domain::Property;
using domain::PropertyMap;
using domain::PropertyValue;
using domain::TextMap;

namespace {

/// Types of a property's value, as they stand in the file.
enum PropertyType : std::uint8_t { kText = 0, kInteger = 1, kReal = 2, kFalse = 3, kTrue = 4 };

void writeProperty(ByteWriter& out, const PropertyValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value)) {
        out.byte(kText);
        out.bytes(*text);
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        out.byte(kInteger);
        out.varint(zigzag(*integer));
    } else if (const auto* real = std::get_if<double>(&value)) {
        out.byte(kReal);
        out.fixed(*real);
    } else {
        out.byte(std::get<bool>(value) ? kTrue : kFalse);
    }
}

/// Distances wrap around at the ends of the scale, both ways.
std::int64_t distance(TimePoint from, TimePoint to)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(toMs(to)) - static_cast<std::uint64_t>(toMs(from)));
}
TimePoint moved(TimePoint from, std::int64_t distance)
{
    return fromMs(static_cast<std::int64_t>(static_cast<std::uint64_t>(toMs(from)) + static_cast<std::uint64_t>(distance)));
}

/// Writes the members that differ from a fresh Event's.
class Encoder
{
public:
    explicit Encoder(std::string& out)
        : m_out(out)
    {
    }

    void operator()(Member m, const std::string& v)
    {
        if (!v.empty())
            bytes(m, v);
    }
    void operator()(Member m, bool v)
    {
        if (v != (m == Member::Interactive))
            number(m, v ? 1 : 0);
    }
    template <typename T>
    requires(std::is_enum_v<T> || std::is_integral_v<T>) void operator()(Member m, T v)
    {
        if (v != T{})
            number(m, zigzag(static_cast<std::int64_t>(v)));
    }
    template <typename T> void operator()(Member m, const std::optional<T>& v)
    {
        if (v)
            number(m, zigzag(static_cast<std::int64_t>(*v)));
    }
    void operator()(Member m, TimePoint v, RelativeTime to)
    {
        if (v != to.base)
            number(m, zigzag(distance(to.base, v)));
    }
    void operator()(Member m, const std::optional<TimePoint>& v, RelativeTime to)
    {
        if (v)
            number(m, zigzag(distance(to.base, *v)));
    }
    void operator()(Member m, std::uint64_t v, RelativeHash to)
    {
        if (v == to.base)
            return;
        const std::uint64_t difference = v ^ to.base;
        bytes(m, std::string_view(reinterpret_cast<const char*>(&difference), sizeof difference));
    }
    void operator()(Member m, const PropertyMap& v)
    {
        composite(m, v.empty(), [&](ByteWriter& out) {
            for (const Property& property : v) {
                out.bytes(property.key);
                writeProperty(out, property.value);
            }
        });
    }
    void operator()(Member m, const TextMap& v)
    {
        composite(m, v.empty(), [&](ByteWriter& out) {
            for (const auto& [key, text] : v) {
                out.bytes(key);
                out.bytes(text);
            }
        });
    }
    void operator()(Member m, const std::vector<domain::Warning>& v)
    {
        composite(m, v.empty(), [&](ByteWriter& out) {
            for (const domain::Warning warning : v)
                out.varint(static_cast<std::uint64_t>(warning));
        });
    }

private:
    void number(Member m, std::uint64_t v)
    {
        m_out.byte(static_cast<std::uint8_t>(m));
        m_out.varint(v);
    }
    void bytes(Member m, std::string_view v)
    {
        m_out.byte(static_cast<std::uint8_t>(m) | kBytesFlag);
        m_out.bytes(v);
    }
    template <typename Fill> void composite(Member m, bool isEmpty, Fill&& fill)
    {
        if (isEmpty)
            return;
        m_scratch.clear();
        ByteWriter inner(m_scratch);
        fill(inner);
        bytes(m, m_scratch);
    }

    ByteWriter m_out;
    std::string m_scratch;
};

/// Walks the members in the file's order, takes those that are there and sets the others to their default.
class Decoder
{
public:
    /// `visitor` is what version 1 measured `linkTo` from.
    Decoder(std::string_view body, std::uint64_t visitor)
        : m_in(body)
        , m_version(m_in.byte())
        , m_visitor(visitor)
    {
        next();
    }

    /// True when everything was understood.
    [[nodiscard]] bool isDone() const { return !m_in.failed() && m_in.atEnd() && m_tag == 0; }

    void operator()(Member m, std::string& v)
    {
        v = bytes(m) ? m_bytes : std::string_view();
    }
    void operator()(Member m, bool& v) { v = number(m) ? m_number != 0 : m == Member::Interactive; }
    template <typename T>
    requires(std::is_enum_v<T> || std::is_integral_v<T>) void operator()(Member m, T& v)
    {
        v = number(m) ? static_cast<T>(unzigzag(m_number)) : T{};
    }
    template <typename T> void operator()(Member m, std::optional<T>& v)
    {
        v.reset();
        if (number(m))
            v = static_cast<T>(unzigzag(m_number));
    }
    void operator()(Member m, TimePoint& v, RelativeTime to)
    {
        v = number(m) ? moved(to.base, unzigzag(m_number)) : to.base;
    }
    void operator()(Member m, std::optional<TimePoint>& v, RelativeTime to)
    {
        v.reset();
        if (number(m))
            v = moved(to.base, unzigzag(m_number));
    }
    void operator()(Member m, std::uint64_t& v, RelativeHash to)
    {
        v = m == Member::LinkTo && m_version == 1 ? m_visitor : to.base;
        if (!bytes(m))
            return;
        ByteReader in(m_bytes);
        v ^= in.fixed<std::uint64_t>();
        finish(in);
    }
    void operator()(Member m, PropertyMap& v)
    {
        eachEntry(m, v, [](ByteReader& in, Property& property) {
            property.key = in.bytes();
            readProperty(in, property.value);
        });
    }
    void operator()(Member m, TextMap& v)
    {
        eachEntry(m, v, [](ByteReader& in, auto& entry) {
            entry.first = in.bytes();
            entry.second = in.bytes();
        });
    }
    void operator()(Member m, std::vector<domain::Warning>& v)
    {
        v.clear();
        eachInner(m, [&](ByteReader& in) { v.push_back(static_cast<domain::Warning>(in.varint())); });
    }

private:
    void next() { m_tag = m_in.atEnd() ? 0 : m_in.byte(); }
    bool number(Member m)
    {
        if (m_tag != static_cast<std::uint8_t>(m))
            return false;
        m_number = m_in.varint();
        next();
        return true;
    }
    bool bytes(Member m)
    {
        if (m_tag != (static_cast<std::uint8_t>(m) | kBytesFlag))
            return false;
        m_bytes = m_in.bytes();
        next();
        return true;
    }
    template <typename Read> void eachInner(Member m, Read&& read)
    {
        if (!bytes(m))
            return;
        ByteReader in(m_bytes);
        while (!in.atEnd())
            read(in);
        finish(in);
    }
    template <typename Map, typename Read> void eachEntry(Member m, Map& map, Read&& read)
    {
        std::size_t count = 0;
        eachInner(m, [&](ByteReader& in) {
            if (count == map.size())
                map.emplace_back();
            read(in, map[count++]);
        });
        map.resize(count);
    }
    void finish(const ByteReader& inner)
    {
        if (inner.failed())
            m_tag = kBytesFlag; // no member has this tag: the body counts as corrupt
    }

    ByteReader m_in;
    std::uint8_t m_version;
    std::uint64_t m_visitor;
    std::uint8_t m_tag = 0;
    std::uint64_t m_number = 0;
    std::string_view m_bytes;
};

} // namespace

void encodeBody(const Event& event, std::string& out)
{
    out.push_back(static_cast<char>(kBodyVersion));
    eachMember(event, Encoder(out));
}

Expected<void> decodeBody(std::string_view body, Event& event)
{
    if (body.empty() || !isKnownBody(static_cast<std::uint8_t>(body.front())))
        return unexpected(ErrorCode::Corrupt, QStringLiteral("The body of an event has an unknown version."));
    Decoder decoder(body, event.visitor);
    eachMember(event, decoder);
    if (!decoder.isDone())
        return unexpected(ErrorCode::Corrupt, QStringLiteral("The body of an event cannot be read."));
    return {};
}

std::string_view bodyMessageId(std::string_view body)
{
    constexpr auto kTag = static_cast<std::uint8_t>(Member::MessageId) | kBytesFlag;
    if (body.size() < 2 || static_cast<std::uint8_t>(body[1]) != kTag)
        return {};
    ByteReader in(body.substr(2));
    return in.bytes();
}

std::string bodyWithoutId(std::string_view body)
{
    const std::string_view id = bodyMessageId(body);
    if (id.empty())
        return std::string(body);
    std::string out(body.substr(0, 1));
    return out.append(id.data() + id.size(), body.data() + body.size());
}

void readProperty(ByteReader& in, PropertyValue& value)
{
    switch (in.byte()) {
    case kInteger:
        value = unzigzag(in.varint());
        break;
    case kReal:
        value = in.fixed<double>();
        break;
    case kFalse:
        value = false;
        break;
    case kTrue:
        value = true;
        break;
    default:
        if (auto* text = std::get_if<std::string>(&value))
            *text = in.bytes();
        else
            value.emplace<std::string>(in.bytes());
    }
}

void skipProperty(ByteReader& in)
{
    switch (in.byte()) {
    case kInteger:
        in.varint();
        break;
    case kReal:
        in.fixed<double>();
        break;
    case kFalse:
    case kTrue:
        break;
    default:
        in.bytes();
    }
}

} // namespace sightglass::storage
