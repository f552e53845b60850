// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::openmetrics {

/// Reads JSON (RFC 8259) or the relaxed dialect of spec openmetrics §3.3 and writes it as JSON. Every text that is JSON
/// means the same in both, so one pass reads either; relaxed() tells which it was. Thread: one at a time.
class DialectReader
{
public:
    static constexpr int kMaxDepth = 32;
    static constexpr std::size_t kMaxKeys = 10'000;

    struct Problem
    {
        std::string_view reason;
        std::size_t at = 0; ///< Byte of the text.
    };

    /// Replaces `json`. What is wrong with the text, or nothing. `text` must be UTF-8.
    [[nodiscard]] std::optional<Problem> read(std::string_view text, std::string& json);
    /// Whether the last text was no RFC 8259 JSON.
    [[nodiscard]] bool relaxed() const { return m_relaxed; }

private:
    bool value(int depth);
    bool object(int depth);
    bool array(int depth);
    bool key();
    bool string(char quote);
    bool escape();
    bool unicodeEscape();
    bool number();
    bool word();
    /// After an item: ',' and another item, or `close`. Writes both.
    bool goesOn(char close, bool& more);
    [[nodiscard]] std::optional<char32_t> hexDigits(std::size_t count);
    void skipBlanks();
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    bool take(char c);
    bool fail(std::string_view reason);

    std::string_view m_text;
    std::string* m_json = nullptr;
    std::string m_string; ///< Of the text being read.
    std::size_t m_at = 0;
    std::size_t m_keys = 0;
    std::string_view m_reason;
    bool m_relaxed = false;
};

} // namespace sightglass::ingest::openmetrics
