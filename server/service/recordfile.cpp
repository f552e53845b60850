// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/recordfile.h"

#include "core/jsonelements.h"
#include "domain/eventcsv.h"

#include <algorithm>
#include <utility>

namespace sightglass::service {

namespace {

constexpr std::int64_t kBlockBytes = 4 * 1024 * 1024;

const char* recordWord(ExchangeFormat format)
{
    return format == ExchangeFormat::JsonArray ? "element" : "line";
}

Unexpected unreadable(const QFile& file)
{
    return unexpected(ErrorCode::Io, QStringLiteral("%1 cannot be read: %2").arg(file.fileName(), file.errorString()));
}

} // namespace

Expected<ExchangeFormat> parseExchangeFormat(const QString& text)
{
    if (text == QLatin1String("ndjson"))
        return ExchangeFormat::Ndjson;
    if (text == QLatin1String("csv"))
        return ExchangeFormat::Csv;
    if (text == QLatin1String("json"))
        return ExchangeFormat::JsonArray;
    return unexpected(ErrorCode::InvalidInput,
                      QStringLiteral("the format cannot be \"%1\"; allowed: ndjson, csv, json").arg(text),
                      QStringLiteral("/format"));
}

std::size_t recordLength(std::string_view text, ExchangeFormat format)
{
    if (format == ExchangeFormat::Csv) {
        const std::size_t length = domain::csvRecordLength(text);
        return length > 0 ? length : text.size();
    }
    if (format == ExchangeFormat::JsonArray) {
        const std::size_t length = json::elementLength(text);
        return length > 0 ? length : text.size();
    }
    const std::size_t end = text.find('\n');
    return end == std::string_view::npos ? text.size() : end + 1;
}

std::int64_t lineEndsIn(std::string_view text)
{
    std::int64_t lines = 0;
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        ++lines;
    return lines;
}

std::int64_t stepsOf(std::string_view record, ExchangeFormat format)
{
    return format == ExchangeFormat::Csv ? lineEndsIn(record) : 1;
}

std::string_view recordText(std::string_view record, ExchangeFormat format)
{
    const std::string_view text = format == ExchangeFormat::JsonArray ? json::elementText(record) : record;
    return json::isBlank(text) ? std::string_view() : text;
}

std::string remarkOn(const std::string& fileName, ExchangeFormat format, std::int64_t line, const Error& error)
{
    std::string text = fileName.empty() ? std::string() : fileName + ", ";
    text.append(recordWord(format)).append(" ").append(std::to_string(line)).append(": ");
    text += error.detail.toStdString();
    if (!error.where.isEmpty())
        text.append(" (at ").append(error.where.toStdString()).append(")");
    return text;
}

Expected<void> RecordFile::open()
{
    if (!m_file.open(QIODevice::ReadOnly))
        return unreadable(m_file);
    return {};
}

Expected<std::string> RecordFile::takeHead()
{
    if (m_format == ExchangeFormat::Ndjson)
        return std::string();
    const std::lock_guard lock(m_mutex);
    const Expected<bool> more = readMore();
    if (!more)
        return unexpected(more.error());
    if (m_pending.empty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("%1 is empty").arg(m_file.fileName()));
    if (m_format == ExchangeFormat::JsonArray)
        return takeBracket();
    return take(recordLength(m_pending, m_format)).text;
}

/// A byte-order mark and blanks may stand before it.
Expected<std::string> RecordFile::takeBracket()
{
    const std::size_t mark = m_pending.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    const std::size_t first = m_pending.find_first_not_of(" \t\r\n", mark);
    if (first == std::string::npos || m_pending[first] != '[')
        return unexpected(ErrorCode::InvalidInput,
                          QStringLiteral("%1 is no JSON array: it does not begin with [").arg(m_file.fileName()));
    std::string head = take(first + 1).text;
    m_line = 1;
    return head;
}

/// The last byte of a block says whether it was the array's last.
Expected<void> RecordFile::seek(std::int64_t offset, std::int64_t line)
{
    const std::lock_guard lock(m_mutex);
    char last = 0;
    if (!m_file.seek(std::max<std::int64_t>(offset - 1, 0)) || (offset > 0 && !m_file.getChar(&last)))
        return unreadable(m_file);
    m_hasEnded = m_format == ExchangeFormat::JsonArray && last == ']';
    m_pending.clear();
    m_offset = offset;
    m_line = line;
    return {};
}

Expected<RecordBlock> RecordFile::next()
{
    const std::lock_guard lock(m_mutex);
    if (m_format == ExchangeFormat::JsonArray)
        return nextOfArray();
    for (;;) {
        const Expected<bool> more = readMore();
        if (!more)
            return unexpected(more.error());
        const std::size_t whole = *more ? wholeRecords() : m_pending.size();
        if (whole > 0 || !*more)
            return take(whole);
        if (std::int64_t(m_pending.size()) > kLongestRecord)
            return tooLong();
    }
}

/// Ends where the array does; what is read behind it must be blank.
Expected<RecordBlock> RecordFile::nextOfArray()
{
    const auto wrong = [this](const char* why) {
        return unexpected(ErrorCode::InvalidInput, QString::fromLatin1(why).arg(m_file.fileName()).arg(m_line));
    };
    for (;;) {
        const Expected<bool> more = readMore();
        if (!more)
            return unexpected(more.error());
        if (m_hasEnded) {
            if (!json::isBlank(m_pending))
                return wrong("%1 goes on behind the end of its array, after element %2");
            m_offset += std::int64_t(m_pending.size());
            m_pending.clear();
            if (!*more)
                return take(0);
        } else if (const std::size_t whole = wholeRecords(); whole > 0) {
            return take(whole);
        } else if (!*more) {
            return wrong("%1 ends before its array does, in element %2");
        } else if (std::int64_t(m_pending.size()) > kLongestRecord) {
            return tooLong();
        }
    }
}

Unexpected RecordFile::tooLong() const
{
    return unexpected(ErrorCode::TooLarge, QStringLiteral("%1 %2 of %3 is longer than %4 MiB or has an open quote")
                                               .arg(QLatin1String(recordWord(m_format)))
                                               .arg(m_line)
                                               .arg(m_file.fileName())
                                               .arg(kLongestRecord >> 20));
}

/// False at the end of the file.
Expected<bool> RecordFile::readMore()
{
    const std::size_t before = m_pending.size();
    m_pending.resize(before + kBlockBytes);
    const qint64 read = m_file.read(m_pending.data() + before, kBlockBytes);
    m_pending.resize(before + std::size_t(std::max<qint64>(read, 0)));
    if (read < 0)
        return unreadable(m_file);
    return read > 0;
}

/// How many bytes of what is pending are whole records.
std::size_t RecordFile::wholeRecords() const
{
    if (m_format == ExchangeFormat::Ndjson) {
        const std::size_t end = m_pending.rfind('\n');
        return end == std::string::npos ? 0 : end + 1;
    }
    if (m_format == ExchangeFormat::JsonArray)
        return json::wholeElements(m_pending);
    bool isQuoted = false;
    std::size_t whole = 0;
    for (std::size_t i = 0; i < m_pending.size(); ++i) {
        if (m_pending[i] == '"')
            isQuoted = !isQuoted;
        else if (m_pending[i] == '\n' && !isQuoted)
            whole = i + 1;
    }
    return whole;
}

RecordBlock RecordFile::take(std::size_t bytes)
{
    RecordBlock block;
    block.firstLine = m_line;
    std::string rest = m_pending.substr(bytes);
    block.text = std::exchange(m_pending, std::move(rest));
    block.text.resize(bytes);
    if (m_format == ExchangeFormat::JsonArray && !block.text.empty()) {
        m_hasEnded = m_hasEnded || block.text.back() == ']';
        for (std::string_view text = block.text; !text.empty(); text.remove_prefix(recordLength(text, m_format)))
            ++m_line;
        block.endLine = m_line;
    } else {
        block.endLine = m_line += lineEndsIn(block.text);
    }
    m_offset += std::int64_t(bytes);
    block.endOffset = m_offset;
    return block;
}

} // namespace sightglass::service
