// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/bodyencoder.h"

#include "storage/eventcodec.h"
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

/// Writes the members that differ from a fresh Event's.
class Encoder
{
public:
    /// `packer`: of the text as sent, none to leave it as it is.
    Encoder(std::string& out, TextPacker* packer, std::string& scratch)
        : m_body(out)
        , m_begin(out.size())
        , m_out(out)
        , m_packer(packer)
        , m_scratch(scratch)
    {
        m_out.byte(kBodyVersion);
    }

    void operator()(Member m, const std::string& v)
    {
        if (v.empty())
            return;
        if (m == Member::Raw && m_packer != nullptr)
            raw(v);
        else
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
            number(m, zigzag(wireDistance(to.base, v)));
    }
    void operator()(Member m, const std::optional<TimePoint>& v, RelativeTime to)
    {
        if (v)
            number(m, zigzag(wireDistance(to.base, *v)));
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
    void raw(const std::string& text)
    {
        const std::string_view packed = m_packer->pack(std::string_view(m_body).substr(m_begin + 1), text);
        bytes(Member::Raw, packed.empty() ? std::string_view(text) : packed);
        if (!packed.empty())
            m_body[m_begin] = static_cast<char>(kPackedBodyVersion);
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

    std::string& m_body;
    const std::size_t m_begin;
    ByteWriter m_out;
    TextPacker* const m_packer;
    std::string& m_scratch;
};

} // namespace

void encodeBody(const Event& event, std::string& out)
{
    std::string scratch;
    eachMember(event, Encoder(out, nullptr, scratch));
}

void BodyEncoder::encode(const Event& event, std::string& out)
{
    eachMember(event, Encoder(out, &m_packer, m_scratch));
}

} // namespace sightglass::storage
