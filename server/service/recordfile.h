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

enum class ExchangeFormat : std::uint8_t { Ndjson, Csv };
/// "ndjson" or "csv". Error: InvalidInput.
[[nodiscard]] Expected<ExchangeFormat> parseExchangeFormat(const QString& text);

/// Some whole records of a file.
struct RecordBlock
{
    std::string text;
    std::int64_t firstLine = 1; ///< Of the file, counted from 1.
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
    /// The first line, for CSV, and on from there. Error: InvalidInput (there is no line).
    [[nodiscard]] Expected<std::string> takeHead();
    /// Goes on at a place where a block ended.
    [[nodiscard]] Expected<void> seek(std::int64_t offset, std::int64_t line);

    /// An empty text at the end of the file. Errors: Io, TooLarge (a record without an end).
    [[nodiscard]] Expected<RecordBlock> next();

private:
    [[nodiscard]] Expected<bool> readMore();
    [[nodiscard]] std::size_t wholeRecords() const;
    [[nodiscard]] RecordBlock take(std::size_t bytes);

    QFile m_file;
    const ExchangeFormat m_format;
    std::mutex m_mutex;
    std::string m_pending; ///< Read, not handed out yet.
    std::int64_t m_offset = 0;
    std::int64_t m_line = 1;
};

[[nodiscard]] std::int64_t lineEndsIn(std::string_view text);
/// The length of the first record of `text`, its line end included; the whole of it when it has no end.
[[nodiscard]] std::size_t recordLength(std::string_view text, ExchangeFormat format);

} // namespace sightglass::service
