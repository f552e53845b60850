// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"

#include <deque>
#include <string>

namespace sightglass::json {

/// The slow second reader behind json::Parser, for documents that simdjson refuses but that a careful person could
/// still read. Owns the texts that its nodes point to, until the next read(). Thread: one at a time.
class ForgivingReader
{
public:
    enum class Outcome : std::uint8_t { Read, Invalid, TooDeep };

    [[nodiscard]] Outcome read(std::string_view text, std::vector<Node>& nodes);
    [[nodiscard]] bool repaired() const { return m_repaired; }
    /// Where reading stopped, in bytes.
    [[nodiscard]] std::size_t position() const { return m_at; }

private:
    bool value(std::string_view key, int depth);
    bool object(std::size_t node, int depth);
    bool array(std::size_t node, int depth);
    bool literal(std::size_t node);
    bool number(std::size_t node);
    bool string(std::string_view& out);
    bool escape(std::string& out);
    bool hex4(char32_t& out);
    void close(std::size_t node, Type type, std::uint32_t count);
    void skipSpace();
    bool take(char c);
    bool takeWord(std::string_view word);

    std::vector<Node>* m_nodes = nullptr;
    std::string m_text;
    std::deque<std::string> m_strings;
    std::size_t m_at = 0;
    bool m_repaired = false;
    bool m_tooDeep = false;
};

} // namespace sightglass::json
