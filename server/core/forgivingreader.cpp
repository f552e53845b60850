// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forgivingreader.h"

#include "core/charset.h"
#include "core/utf8.h"

#include <charconv>
#include <cmath>

namespace sightglass::json {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Length of the JSON number that `text` begins with, 0 when it begins with none.
std::size_t numberLength(std::string_view text, bool& whole)
{
    std::size_t i = 0;
    const auto digits = [&] {
        const std::size_t from = i;
        while (i < text.size() && isDigit(text[i]))
            ++i;
        return i - from;
    };
    whole = true;
    if (i < text.size() && text[i] == '-')
        ++i;
    const std::size_t first = i;
    if (const std::size_t n = digits(); n == 0 || (n > 1 && text[first] == '0'))
        return 0;
    if (i < text.size() && text[i] == '.') {
        ++i;
        whole = false;
        if (digits() == 0)
            return 0;
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        whole = false;
        if (i < text.size() && (text[i] == '+' || text[i] == '-'))
            ++i;
        if (digits() == 0)
            return 0;
    }
    return i;
}

} // namespace

ForgivingReader::Outcome ForgivingReader::read(std::string_view text, std::vector<Node>& nodes)
{
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    m_repaired = !isUtf8(text);
    m_text = m_repaired ? repairUtf8(text) : std::string(text);
    m_strings.clear();
    m_nodes = &nodes;
    m_at = 0;
    m_tooDeep = false;
    bool ok = value({}, 1);
    skipSpace();
    ok = ok && m_at == m_text.size();
    return ok ? Outcome::Read : m_tooDeep ? Outcome::TooDeep : Outcome::Invalid;
}

bool ForgivingReader::value(std::string_view key, int depth)
{
    skipSpace();
    if (m_at == m_text.size())
        return false;
    const std::size_t at = m_nodes->size();
    m_nodes->emplace_back().key = key;
    switch (m_text[m_at]) {
    case '{': return object(at, depth);
    case '[': return array(at, depth);
    case '"': {
        std::string_view text;
        if (!string(text))
            return false;
        (*m_nodes)[at].type = Type::String;
        (*m_nodes)[at].text = text;
        return true;
    }
    default: return literal(at);
    }
}

bool ForgivingReader::object(std::size_t node, int depth)
{
    m_tooDeep = m_tooDeep || depth > Parser::kMaxDepth;
    if (m_tooDeep)
        return false;
    ++m_at;
    std::uint32_t count = 0;
    if (!take('}')) {
        do {
            std::string_view key;
            skipSpace();
            if (!string(key) || !take(':') || !value(key, depth + 1))
                return false;
            ++count;
        } while (take(','));
        if (!take('}'))
            return false;
    }
    close(node, Type::Object, count);
    finishObject(&(*m_nodes)[node]);
    return true;
}

bool ForgivingReader::array(std::size_t node, int depth)
{
    m_tooDeep = m_tooDeep || depth > Parser::kMaxDepth;
    if (m_tooDeep)
        return false;
    ++m_at;
    std::uint32_t count = 0;
    if (!take(']')) {
        do {
            if (!value({}, depth + 1))
                return false;
            ++count;
        } while (take(','));
        if (!take(']'))
            return false;
    }
    close(node, Type::Array, count);
    return true;
}

void ForgivingReader::close(std::size_t node, Type type, std::uint32_t count)
{
    Node& n = (*m_nodes)[node];
    n.type = type;
    n.count = count;
    n.span = static_cast<std::uint32_t>(m_nodes->size() - node);
}

bool ForgivingReader::literal(std::size_t at)
{
    Node& node = (*m_nodes)[at];
    if (takeWord("true") || takeWord("false")) {
        node.type = Type::Bool;
        node.truth = m_text[m_at - 2] == 'u';
        return true;
    }
    // Python writes NaN and Infinity where JSON has no such thing.
    if (takeWord("null") || takeWord("NaN") || takeWord("Infinity") || takeWord("-Infinity"))
        return true;
    return number(at);
}

bool ForgivingReader::number(std::size_t at)
{
    Node& node = (*m_nodes)[at];
    bool whole = false;
    const std::string_view rest = std::string_view(m_text).substr(m_at);
    const std::size_t length = numberLength(rest, whole);
    if (length == 0)
        return false;
    m_at += length;
    const char* const begin = rest.data();
    const char* const end = begin + length;
    if (whole && std::from_chars(begin, end, node.integer).ec == std::errc()) {
        node.type = Type::Integer;
        return true;
    }
    double number = 0;
    if (!whole && std::from_chars(begin, end, number).ec == std::errc() && std::isfinite(number)) {
        node.type = Type::Double;
        node.number = number;
        return true;
    }
    node.type = Type::BigNumber;
    node.text = m_strings.emplace_back(rest.substr(0, length));
    return true;
}

bool ForgivingReader::string(std::string_view& out)
{
    if (m_at == m_text.size() || m_text[m_at] != '"')
        return false;
    ++m_at;
    std::string text;
    while (m_at < m_text.size() && m_text[m_at] != '"') {
        if (m_text[m_at] != '\\') {
            text += m_text[m_at++];
        } else if (++m_at; !escape(text)) {
            return false;
        }
    }
    if (m_at == m_text.size())
        return false;
    ++m_at;
    out = m_strings.emplace_back(std::move(text));
    return true;
}

bool ForgivingReader::escape(std::string& out)
{
    if (m_at == m_text.size())
        return false;
    constexpr std::string_view codes = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    const char c = m_text[m_at++];
    if (const std::size_t i = codes.find(c); i != std::string_view::npos) {
        out += meanings[i];
        return true;
    }
    char32_t first = 0;
    if (c != 'u' || !hex4(first))
        return false;
    if (first >= 0xD800 && first < 0xDC00 && m_text.compare(m_at, 2, "\\u") == 0) {
        const std::size_t before = m_at;
        char32_t second = 0;
        m_at += 2;
        if (!hex4(second))
            return false;
        if (second >= 0xDC00 && second < 0xE000)
            first = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        else
            m_at = before;
    }
    if (first >= 0xD800 && first < 0xE000) {
        first = 0xFFFD;
        m_repaired = true;
    }
    appendUtf8(out, first);
    return true;
}

bool ForgivingReader::hex4(char32_t& out)
{
    if (m_text.size() - m_at < 4)
        return false;
    unsigned value = 0;
    const char* const begin = m_text.data() + m_at;
    if (std::from_chars(begin, begin + 4, value, 16).ptr != begin + 4)
        return false;
    out = value;
    m_at += 4;
    return true;
}

void ForgivingReader::skipSpace()
{
    while (m_at < m_text.size() && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos)
        ++m_at;
}

bool ForgivingReader::take(char c)
{
    skipSpace();
    if (m_at == m_text.size() || m_text[m_at] != c)
        return false;
    ++m_at;
    return true;
}

bool ForgivingReader::takeWord(std::string_view word)
{
    if (m_text.compare(m_at, word.size(), word) != 0)
        return false;
    m_at += word.size();
    return true;
}

} // namespace sightglass::json
