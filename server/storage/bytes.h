// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace sightglass::storage {

[[nodiscard]] constexpr std::uint64_t zigzag(std::int64_t v)
{
    return (static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63);
}
[[nodiscard]] constexpr std::int64_t unzigzag(std::uint64_t v)
{
    return static_cast<std::int64_t>(v >> 1) ^ -static_cast<std::int64_t>(v & 1);
}

inline constexpr std::size_t kLongestVarint = 10; ///< Bytes.
/// Writes a varint and gives the place behind it.
inline char* putVarint(char* out, std::uint64_t v)
{
    for (; v >= 0x80; v >>= 7)
        *out++ = static_cast<char>(v | 0x80);
    *out++ = static_cast<char>(v);
    return out;
}

/// Appends to a buffer: LEB128 varints, little-endian fixed numbers, length-prefixed bytes.
class ByteWriter
{
public:
    explicit ByteWriter(std::string& out)
        : m_out(out)
    {
    }

    void byte(std::uint8_t v) { m_out.push_back(static_cast<char>(v)); }
    void varint(std::uint64_t v)
    {
        char digits[kLongestVarint];
        m_out.append(digits, static_cast<std::size_t>(putVarint(digits, v) - digits));
    }
    template <typename T> void fixed(T v)
    {
        static_assert(std::endian::native == std::endian::little, "the file's numbers are little-endian");
        m_out.append(reinterpret_cast<const char*>(&v), sizeof v);
    }
    void bytes(std::string_view v)
    {
        varint(v.size());
        m_out.append(v);
    }

private:
    std::string& m_out;
};

/// Reads what ByteWriter wrote. Never reads past the end: what is missing reads as 0 and failed() turns true.
class ByteReader
{
public:
    explicit ByteReader(std::string_view in)
        : m_at(in.data())
        , m_end(in.data() + in.size())
    {
    }

    [[nodiscard]] bool atEnd() const { return m_at == m_end; }
    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] const char* at() const { return m_at; }

    std::uint8_t byte() { return m_at == m_end ? fail() : static_cast<std::uint8_t>(*m_at++); }
    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint8_t next = byte();
            value |= static_cast<std::uint64_t>(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        return fail();
    }
    template <typename T> T fixed()
    {
        T value{};
        if (static_cast<std::size_t>(m_end - m_at) < sizeof value) {
            fail();
            return value;
        }
        std::memcpy(&value, m_at, sizeof value);
        m_at += sizeof value;
        return value;
    }
    std::string_view bytes() { return take(varint()); }
    /// So many bytes.
    std::string_view take(std::uint64_t size)
    {
        if (size > static_cast<std::uint64_t>(m_end - m_at)) {
            fail();
            return {};
        }
        const std::string_view view(m_at, size);
        m_at += size;
        return view;
    }
    /// Everything that is left.
    std::string_view rest()
    {
        const std::string_view view(m_at, static_cast<std::size_t>(m_end - m_at));
        m_at = m_end;
        return view;
    }

private:
    std::uint8_t fail()
    {
        m_failed = true;
        m_at = m_end;
        return 0;
    }

    const char* m_at;
    const char* m_end;
    bool m_failed = false;
};

} // namespace sightglass::storage
