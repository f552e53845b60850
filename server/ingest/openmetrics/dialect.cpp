// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/openmetrics/dialect.h"

#include "core/charset.h"
#include "core/jsonwriter.h"
#include "core/utf8.h"

#include <array>
#include <charconv>
#include <utility>

namespace sightglass::ingest::openmetrics {

namespace {

struct Word
{
    std::string_view spelled;
    std::string_view json;
    bool isRelaxed = false;
};
constexpr std::array kWords{Word{"true", "true"},           Word{"false", "false"},       Word{"null", "null"},
                            Word{"True", "true", true},     Word{"False", "false", true}, Word{"None", "null", true},
                            Word{"undefined", "null", true}};

bool beginsName(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

bool isInName(char c)
{
    return beginsName(c) || isDigit(c) || c == '-';
}

} // namespace

std::optional<DialectReader::Problem> DialectReader::read(std::string_view text, std::string& json)
{
    json.clear();
    m_text = text;
    m_json = &json;
    m_at = m_keys = 0;
    m_relaxed = false;
    m_reason = {};
    skipBlanks();
    if (m_at == text.size())
        return Problem{"missing", 0};
    if (!value(1))
        return Problem{m_reason, m_at};
    skipBlanks();
    if (m_at != text.size())
        return Problem{"text after the value", m_at};
    return std::nullopt;
}

bool DialectReader::value(int depth)
{
    skipBlanks();
    switch (const char c = peek()) {
    case '{': return object(depth);
    case '[': return array(depth);
    case '\'': m_relaxed = true; [[fallthrough]];
    case '"': return string(c);
    default: return c == '-' || isDigit(c) ? number() : word();
    }
}

bool DialectReader::object(int depth)
{
    if (depth > kMaxDepth)
        return fail("nested too deeply");
    ++m_at;
    *m_json += '{';
    skipBlanks();
    bool more = peek() != '}';
    if (!more) {
        ++m_at;
        *m_json += '}';
    }
    while (more) {
        if (!key())
            return false;
        skipBlanks();
        if (!take(':'))
            return fail("colon expected");
        *m_json += ':';
        if (!value(depth + 1) || !goesOn('}', more))
            return false;
    }
    return true;
}

bool DialectReader::array(int depth)
{
    if (depth > kMaxDepth)
        return fail("nested too deeply");
    ++m_at;
    *m_json += '[';
    skipBlanks();
    bool more = peek() != ']';
    if (!more) {
        ++m_at;
        *m_json += ']';
    }
    while (more) {
        if (!value(depth + 1) || !goesOn(']', more))
            return false;
    }
    return true;
}

bool DialectReader::goesOn(char close, bool& more)
{
    skipBlanks();
    more = take(',');
    skipBlanks();
    if (more && peek() == close)
        m_relaxed = true; // one comma too many
    else if (more)
        *m_json += ',';
    if (more && peek() != close)
        return true;
    more = false;
    if (!take(close))
        return fail(close == '}' ? "comma or } expected" : "comma or ] expected");
    *m_json += close;
    return true;
}

bool DialectReader::key()
{
    if (++m_keys > kMaxKeys)
        return fail("too many keys");
    const char c = peek();
    if (c == '"' || c == '\'') {
        m_relaxed = m_relaxed || c == '\'';
        return string(c);
    }
    if (!beginsName(c))
        return fail("key expected");
    const std::size_t begin = m_at;
    while (isInName(peek()))
        ++m_at;
    m_relaxed = true;
    json::appendString(*m_json, m_text.substr(begin, m_at - begin));
    return true;
}

bool DialectReader::string(char quote)
{
    const std::size_t begin = m_at++;
    m_string.clear();
    while (m_at < m_text.size()) {
        const char c = m_text[m_at];
        if (c == quote) {
            ++m_at;
            json::appendString(*m_json, m_string);
            return true;
        }
        if (c == '\\') {
            if (!escape())
                return false;
            continue;
        }
        m_relaxed = m_relaxed || static_cast<unsigned char>(c) < 0x20;
        m_string += c;
        ++m_at;
    }
    m_at = begin;
    return fail("unfinished string");
}

bool DialectReader::escape()
{
    ++m_at;
    if (m_at == m_text.size())
        return fail("unfinished string");
    const char c = m_text[m_at++];
    constexpr std::string_view kLetters = "bfnrt";
    constexpr std::string_view kControls = "\b\f\n\r\t";
    if (const std::size_t index = kLetters.find(c); index != std::string_view::npos) {
        m_string += kControls[index];
    } else if (c == 'u') {
        return unicodeEscape();
    } else if (c == 'x') {
        m_relaxed = true;
        const auto code = hexDigits(2);
        if (!code)
            return fail("bad escape");
        appendUtf8(m_string, *code);
    } else {
        m_relaxed = m_relaxed || (c != '"' && c != '\\' && c != '/');
        m_string += c;
    }
    return true;
}

bool DialectReader::unicodeEscape()
{
    constexpr char32_t kReplacement = 0xFFFD;
    const auto first = hexDigits(4);
    if (!first)
        return fail("bad escape");
    char32_t code = *first;
    if (code >= 0xD800 && code < 0xE000) {
        const std::size_t after = m_at;
        const bool mayPair = code < 0xDC00 && m_text.substr(m_at).starts_with("\\u");
        m_at += mayPair ? 2 : 0;
        const auto second = mayPair ? hexDigits(4) : std::nullopt;
        if (second && *second >= 0xDC00 && *second < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10U) + (*second - 0xDC00);
        } else {
            code = kReplacement;
            m_at = after;
        }
    }
    appendUtf8(m_string, code);
    return true;
}

std::optional<char32_t> DialectReader::hexDigits(std::size_t count)
{
    const std::string_view digits = m_text.substr(m_at, count);
    std::uint32_t code = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (error != std::errc() || digits.size() != count || end != digits.data() + count)
        return std::nullopt;
    m_at += count;
    return code;
}

bool DialectReader::number()
{
    const std::size_t begin = m_at;
    const auto digits = [this] {
        const std::size_t first = m_at;
        while (isDigit(peek()))
            ++m_at;
        return m_at > first;
    };
    take('-');
    bool isGood = take('0') || digits();
    if (isGood && take('.'))
        isGood = digits();
    if (isGood && (peek() == 'e' || peek() == 'E')) {
        ++m_at;
        if (peek() == '+' || peek() == '-')
            ++m_at;
        isGood = digits();
    }
    if (!isGood || isInName(peek()))
        return fail("bad number");
    *m_json += m_text.substr(begin, m_at - begin);
    return true;
}

bool DialectReader::word()
{
    std::size_t end = m_at;
    while (end < m_text.size() && isInName(m_text[end]))
        ++end;
    const std::string_view spelled = m_text.substr(m_at, end - m_at);
    for (const Word& word : kWords) {
        if (word.spelled != spelled)
            continue;
        m_relaxed = m_relaxed || word.isRelaxed;
        *m_json += word.json;
        m_at = end;
        return true;
    }
    return fail("value expected");
}

void DialectReader::skipBlanks()
{
    while (m_at < m_text.size() && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos)
        ++m_at;
}

bool DialectReader::take(char c)
{
    if (m_at >= m_text.size() || m_text[m_at] != c)
        return false;
    ++m_at;
    return true;
}

bool DialectReader::fail(std::string_view reason)
{
    m_reason = reason;
    return false;
}

} // namespace sightglass::ingest::openmetrics
