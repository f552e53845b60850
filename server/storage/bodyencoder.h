// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "storage/textpacker.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace sightglass::storage {

/// Memory in which a body is made: a std::string sets bytes before they are written, and asks for room byte by byte.
/// Thread: one at a time; one that is used again keeps its memory, up to a limit.
class BodyBuffer
{
public:
    void clear();
    /// Where the next `bytes` may be written; see setEnd().
    [[nodiscard]] char* room(std::size_t bytes)
    {
        if (m_capacity - m_size < bytes)
            grow(bytes);
        return m_bytes.get() + m_size;
    }
    /// Says up to where they were.
    void setEnd(const char* end) { m_size = static_cast<std::size_t>(end - m_bytes.get()); }
    [[nodiscard]] std::string_view view() const { return {m_bytes.get(), m_size}; }
    void setFirst(char byte) { m_bytes[0] = byte; }

private:
    void grow(std::size_t bytes);

    std::unique_ptr<char[]> m_bytes;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

/// Makes bodies of fresh rows, which are kept small: the text as sent is packed (kPackedBodyVersion) where that saves
/// something. Thread: one at a time; one that is used again keeps its memory.
class BodyEncoder
{
public:
    /// Appends the body of `event` to `out`.
    void encode(const domain::Event& event, std::string& out);

private:
    TextPacker m_packer;
    BodyBuffer m_body;
    std::string m_scratch;
};

} // namespace sightglass::storage
