// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/eventcodec.h"
#include "storage/packedtext.h"
#include "storage/propertycodec.h"
#include "storage/timedistance.h"

#include <optional>
#include <type_traits>

namespace sightglass::storage {

using domain::Event;
using domain::Property;
using domain::PropertyMap;
using domain::TextMap;

namespace {

/// Walks the members in the file's order, takes those that are there and sets the others to their default.
class Decoder
{
public:
    /// `visitor` is what version 1 measured `linkTo` from.
    Decoder(std::string_view body, std::uint64_t visitor)
        : m_body(body)
        , m_in(body)
        , m_version(m_in.byte())
        , m_visitor(visitor)
    {
        next();
    }

    /// True when everything was understood.
    [[nodiscard]] bool isDone() const { return !m_in.failed() && m_in.atEnd() && m_tag == 0; }

    void operator()(Member m, std::string& v)
    {
        const char* const tag = m_tagAt;
        v.clear();
        if (!bytes(m))
            return;
        if (m != Member::Raw || m_version != kPackedBodyVersion)
            v = m_bytes;
        else if (!unpackText({m_body.data() + 1, static_cast<std::size_t>(tag - m_body.data() - 1)}, m_bytes, v))
            refuse();
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
    void operator()(Member m, PropertyMap& v) { map(m, v); }
    void operator()(Member m, TextMap& v) { map(m, v); }
    void operator()(Member m, std::vector<domain::Warning>& v)
    {
        v.clear();
        eachInner(m, [&](ByteReader& in) { v.push_back(static_cast<domain::Warning>(in.varint())); });
    }

private:
    void next()
    {
        m_tagAt = m_in.at();
        m_tag = m_in.atEnd() ? 0 : m_in.byte();
    }
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
    template <typename Map> void map(Member m, Map& v)
    {
        if (!bytes(m))
            v.clear();
        else if (!readMap(m_bytes, v))
            refuse();
    }
    void finish(const ByteReader& inner)
    {
        if (inner.failed())
            refuse();
    }
    void refuse() { m_tag = kBytesFlag; } // no member has this tag: the body counts as corrupt

    std::string_view m_body;
    ByteReader m_in;
    std::uint8_t m_version;
    std::uint64_t m_visitor;
    std::uint8_t m_tag = 0;
    const char* m_tagAt = nullptr;
    std::uint64_t m_number = 0;
    std::string_view m_bytes;
};

} // namespace

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

} // namespace sightglass::storage
