// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace sightglass::json {

/// Appends `text` in quotes, escaped. `text` must be UTF-8.
void appendString(std::string& out, std::string_view text);
/// Appends a member's name in quotes and a colon, after a comma unless it is the first.
void appendName(std::string& out, std::string_view name, bool isFirst);
void appendNumber(std::string& out, std::int64_t number);
/// The shortest text that reads back as the same number; null when it is not finite.
void appendNumber(std::string& out, double number);
/// The value as compact JSON, overruled duplicates left out.
void appendValue(std::string& out, Value value);
/// A number or truth as a plain text; a string as it is; "" for anything else.
[[nodiscard]] std::string scalarText(Value value);

/// Writes compact JSON by appending to a string; it sets the commas, the caller closes what they open.
/// Thread: one at a time.
class Writer
{
public:
    explicit Writer(std::string& out)
        : m_out(out)
    {
    }

    void openObject() { open('{'); }
    void closeObject() { close('}'); }
    void openArray() { open('['); }
    void closeArray() { close(']'); }
    void key(std::string_view name)
    {
        appendName(m_out, name, m_first);
        m_first = true;
    }
    void string(std::string_view text)
    {
        comma();
        appendString(m_out, text);
    }
    void integer(std::int64_t number)
    {
        comma();
        appendNumber(m_out, number);
    }
    void number(double number)
    {
        comma();
        appendNumber(m_out, number);
    }
    void boolean(bool truth)
    {
        comma();
        m_out += truth ? "true" : "false";
    }
    void null()
    {
        comma();
        m_out += "null";
    }
    void value(Value value)
    {
        comma();
        appendValue(m_out, value);
    }
    /// Text that is JSON already.
    void raw(std::string_view json)
    {
        comma();
        m_out += json;
    }
    void member(std::string_view name, std::string_view text)
    {
        key(name);
        string(text);
    }
    void member(std::string_view name, Value v)
    {
        key(name);
        value(v);
    }
    void member(std::string_view name, std::same_as<bool> auto truth)
    {
        key(name);
        boolean(truth);
    }
    void member(std::string_view name, std::int64_t number)
    {
        key(name);
        integer(number);
    }

private:
    void comma()
    {
        if (!m_first)
            m_out += ',';
        m_first = false;
    }
    void open(char c)
    {
        comma();
        m_out += c;
        m_first = true;
    }
    void close(char c)
    {
        m_out += c;
        m_first = false;
    }

    std::string& m_out;
    bool m_first = true;
};

} // namespace sightglass::json
