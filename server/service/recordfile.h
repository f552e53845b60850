// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <QFile>

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace sightglass::service {

enum class ExchangeFormat : std::uint8_t { Ndjson, Csv, JsonArray };
/// "ndjson", "csv" or "json" (one array). Error: InvalidInput.
[[nodiscard]] Expected<ExchangeFormat> parseExchangeFormat(const QString& text);

/// Some whole records of a file.
struct RecordBlock
{
    std::string text;
    std::int64_t firstLine = 1; ///< Of the file, counted from 1; of an array, the number of its element.
    std::int64_t endLine = 1;   ///< Where the next block begins.
    std::int64_t endOffset = 0; ///< The same in bytes.
};

/// A text file taken apart into blocks of some MiB that end where a record ends. Thread: any; next() takes turns.
class RecordFile
{
public:
    /// A record may be this long.
    static constexpr std::int64_t kLongestRecord = 16 * 1024 * 1024;

    RecordFile(const QString& path, ExchangeFormat format)
        : m_file(path)
        , m_format(format)
    {
    }
    /// Error: Io.
    [[nodiscard]] Expected<void> open();
    [[nodiscard]] std::int64_t size() const { return m_file.size(); }
    /// What stands before the records, and on from there: the first line of CSV, all up to the `[` of an array, nothing
    /// of lines of JSON. Error: InvalidInput (there is no line, no array).
    [[nodiscard]] Expected<std::string> takeHead();
    /// Goes on at a place where a block ended.
    [[nodiscard]] Expected<void> seek(std::int64_t offset, std::int64_t line);

    /// An empty text at the end of the file. Errors: Io, TooLarge (a record without an end), InvalidInput (an array
    /// that does not end, or with something behind it).
    [[nodiscard]] Expected<RecordBlock> next();

private:
    [[nodiscard]] Expected<bool> readMore();
    [[nodiscard]] Expected<std::string> takeBracket();
    [[nodiscard]] std::size_t wholeRecords() const;
    [[nodiscard]] Expected<RecordBlock> nextOfArray();
    [[nodiscard]] Unexpected tooLong() const;
    [[nodiscard]] RecordBlock take(std::size_t bytes);

    QFile m_file;
    const ExchangeFormat m_format;
    std::mutex m_mutex;
    std::string m_pending; ///< Read, not handed out yet.
    std::int64_t m_offset = 0;
    std::int64_t m_line = 1;
    bool m_hasEnded = false; ///< The `]` of the array was read.
};

[[nodiscard]] std::int64_t lineEndsIn(std::string_view text);
/// How many lines, of an array elements, a record takes.
[[nodiscard]] std::int64_t stepsOf(std::string_view record, ExchangeFormat format);
/// What of a record its parser reads; "" for nothing.
[[nodiscard]] std::string_view recordText(std::string_view record, ExchangeFormat format);
/// "line 7: what is wrong (at where)" about a record of a file; an array's are elements. `fileName` when it is one of
/// several.
[[nodiscard]] std::string remarkOn(const std::string& fileName, ExchangeFormat format, std::int64_t line,
                                   const Error& error);
/// The length of the first record of `text`, its line end included; the whole of it when it has no end.
[[nodiscard]] std::size_t recordLength(std::string_view text, ExchangeFormat format);

} // namespace sightglass::service
