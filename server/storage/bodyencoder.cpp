// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/bodyencoder.h"

#include "storage/eventcodec.h"
#include "storage/propertycodec.h"
#include "storage/timedistance.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <type_traits>

namespace sightglass::storage {

using domain::Event;
using domain::Property;
using domain::PropertyMap;
using domain::TextMap;

namespace {

constexpr std::size_t kKeptBytes = 64 * 1024;

/// Writes the members that differ from a fresh Event's.
class Encoder
{
public:
    /// `packer`: of the text as sent, none to leave it as it is.
    Encoder(BodyBuffer& body, TextPacker* packer, std::string& scratch)
        : m_body(body)
        , m_packer(packer)
        , m_scratch(scratch)
    {
        m_body.clear();
        char* const at = m_body.room(1);
        *at = static_cast<char>(kBodyVersion);
        m_body.setEnd(at + 1);
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
        char* at = m_body.room(1 + kLongestVarint);
        *at++ = static_cast<char>(m);
        m_body.setEnd(putVarint(at, v));
    }
    void bytes(Member m, std::string_view v)
    {
        char* at = m_body.room(1 + kLongestVarint + v.size());
        *at++ = static_cast<char>(static_cast<std::uint8_t>(m) | kBytesFlag);
        at = putVarint(at, v.size());
        std::memcpy(at, v.data(), v.size());
        m_body.setEnd(at + v.size());
    }
    void raw(const std::string& text)
    {
        const std::string_view packed = m_packer->pack(m_body.view().substr(1), text);
        bytes(Member::Raw, packed.empty() ? std::string_view(text) : packed);
        if (!packed.empty())
            m_body.setFirst(static_cast<char>(kPackedBodyVersion));
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

    BodyBuffer& m_body;
    TextPacker* const m_packer;
    std::string& m_scratch;
};

} // namespace

void BodyBuffer::clear()
{
    m_size = 0;
    if (m_capacity <= kKeptBytes)
        return;
    m_bytes.reset();
    m_capacity = 0;
}

void BodyBuffer::grow(std::size_t bytes)
{
    const std::size_t capacity = std::max({std::size_t{1024}, m_capacity * 2, m_size + bytes});
    auto more = std::make_unique_for_overwrite<char[]>(capacity);
    if (m_size > 0)
        std::memcpy(more.get(), m_bytes.get(), m_size);
    m_bytes = std::move(more);
    m_capacity = capacity;
}

void encodeBody(const Event& event, std::string& out)
{
    thread_local BodyBuffer body;
    thread_local std::string scratch;
    eachMember(event, Encoder(body, nullptr, scratch));
    out += body.view();
}

void BodyEncoder::encode(const Event& event, std::string& out)
{
    eachMember(event, Encoder(m_body, &m_packer, m_scratch));
    out += m_body.view();
}

} // namespace sightglass::storage
