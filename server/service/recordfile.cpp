// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/recordfile.h"

#include "domain/eventcsv.h"

#include <algorithm>
#include <utility>

namespace sightglass::service {

namespace {

constexpr std::int64_t kBlockBytes = 4 * 1024 * 1024;

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
    return unexpected(ErrorCode::InvalidInput, QStringLiteral("the format cannot be \"%1\"; allowed: ndjson, csv").arg(text), QStringLiteral("/format"));
}

std::size_t recordLength(std::string_view text, ExchangeFormat format)
{
    if (format == ExchangeFormat::Csv) {
        const std::size_t length = domain::csvRecordLength(text);
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

Expected<void> RecordFile::open()
{
    if (!m_file.open(QIODevice::ReadOnly))
        return unreadable(m_file);
    return {};
}

Expected<std::string> RecordFile::takeHead()
{
    const std::lock_guard lock(m_mutex);
    const Expected<bool> more = readMore();
    if (!more)
        return unexpected(more.error());
    if (m_pending.empty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("%1 is empty").arg(m_file.fileName()));
    return take(recordLength(m_pending, m_format)).text;
}

Expected<void> RecordFile::seek(std::int64_t offset, std::int64_t line)
{
    const std::lock_guard lock(m_mutex);
    if (!m_file.seek(offset))
        return unreadable(m_file);
    m_pending.clear();
    m_offset = offset;
    m_line = line;
    return {};
}

Expected<RecordBlock> RecordFile::next()
{
    const std::lock_guard lock(m_mutex);
    for (;;) {
        const Expected<bool> more = readMore();
        if (!more)
            return unexpected(more.error());
        const std::size_t whole = *more ? wholeRecords() : m_pending.size();
        if (whole > 0 || !*more)
            return take(whole);
        if (std::int64_t(m_pending.size()) > kLongestRecord)
            return unexpected(ErrorCode::TooLarge, QStringLiteral("line %1 of %2 is longer than %3 MiB or has an open quote")
                                                       .arg(m_line)
                                                       .arg(m_file.fileName())
                                                       .arg(kLongestRecord >> 20));
    }
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
    block.endLine = m_line += lineEndsIn(block.text);
    m_offset += std::int64_t(bytes);
    block.endOffset = m_offset;
    return block;
}

} // namespace sightglass::service
