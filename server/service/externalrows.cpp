// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/externalrows.h"

#include "core/jsonwriter.h"
#include "core/timezone.h"
#include "domain/eventcsv.h"

#include <QJsonArray>

#include <algorithm>
#include <map>

namespace sightglass::service {

namespace {

namespace om = ingest::openmetrics;

constexpr std::size_t kPreviewRows = 20;
constexpr qsizetype kSamples = 3;

Unexpected wrongMapping(const char* member, const char* why)
{
    return unexpected(ErrorCode::InvalidInput, QString::fromLatin1(why),
                      QStringLiteral("/mapping/") + QLatin1String(member));
}

/// Names of a JSON object's members.
std::vector<std::string> memberNames(json::Value row)
{
    std::vector<std::string> out;
    for (const json::Value member : row)
        out.emplace_back(member.key());
    return out;
}

const char* typeOf(json::Value value)
{
    switch (value.type()) {
    case json::Type::Bool: return "truth";
    case json::Type::Integer:
    case json::Type::Double:
    case json::Type::BigNumber: return "number";
    default: return "text";
    }
}

/// What the rows seen so far hold in one column.
struct ColumnSeen
{
    std::map<std::string, int> types;
    QJsonArray samples;

    void add(json::Value value)
    {
        if (value.isAbsentOrNull())
            return;
        ++types[typeOf(value)];
        const QString text = QString::fromStdString(json::scalarText(value)).left(100);
        if (samples.size() < kSamples && !samples.contains(text))
            samples.append(text);
    }
    /// The most frequent one.
    [[nodiscard]] QString type() const
    {
        const auto most = std::max_element(types.begin(), types.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        return most == types.end() ? QStringLiteral("text") : QString::fromStdString(most->first);
    }
};

QJsonObject mappingJson(const om::ExternalColumns& columns)
{
    QJsonObject out;
    const auto add = [&out](const char* member, const std::string& column) {
        if (!column.empty())
            out.insert(QLatin1String(member), QString::fromStdString(column));
    };
    add("user", columns.user);
    add("session", columns.session);
    add("name", columns.name);
    add("time", columns.time);
    add("id", columns.id);
    return out;
}

} // namespace

Expected<void> readMapping(const QJsonObject& mapping, ExternalFile& out)
{
    om::ExternalColumns columns;
    const std::map<QString, std::string*> named{{QStringLiteral("user"), &columns.user},
                                                {QStringLiteral("session"), &columns.session},
                                                {QStringLiteral("name"), &columns.name},
                                                {QStringLiteral("time"), &columns.time},
                                                {QStringLiteral("id"), &columns.id}};
    for (const QString& member : mapping.keys()) {
        const QJsonValue value = mapping.value(member);
        if (const auto column = named.find(member); column != named.end()) {
            *column->second = value.toString().toStdString();
            if (column->second->empty())
                return wrongMapping(qPrintable(member), "must be the name of a column");
            out.namesColumns = true;
        } else if (member == QLatin1String("unit")) {
            const QString unit = value.toString();
            if (unit != QLatin1String("auto") && unit != QLatin1String("s") && unit != QLatin1String("ms"))
                return wrongMapping("unit", "must be auto, s or ms");
            columns.unit = unit == QLatin1String("s")    ? om::TimeUnit::Seconds
                           : unit == QLatin1String("ms") ? om::TimeUnit::Milliseconds
                                                         : om::TimeUnit::ByMagnitude;
        } else if (member == QLatin1String("zone")) {
            const auto zone = namedZone(value.toString());
            if (!zone)
                return wrongMapping("zone", "must be a name of the IANA table, e.g. Europe/Berlin");
            columns.zone = *zone;
        } else if (value.isBool() && member == QLatin1String("activity")) {
            columns.flagsActivity = value.toBool();
        } else if (value.isBool() && member == QLatin1String("create")) {
            out.createsUsers = value.toBool();
        } else if (value.isBool() && member == QLatin1String("replace")) {
            if (out.content != ExternalFile::Content::Properties)
                return wrongMapping("replace", "only properties are replaced");
            out.replacesProperties = value.toBool();
        } else {
            return wrongMapping(qPrintable(member), "allowed: user session name time id (columns), unit, zone, "
                                                    "activity, create and replace (true or false)");
        }
    }
    out.columns = columns;
    return {};
}

Expected<ExternalRows> ExternalRows::of(const ExternalFile& file, ExchangeFormat format, const std::string& head)
{
    ExternalRows out;
    out.m_file = file;
    out.m_format = format;
    if (format != ExchangeFormat::Csv)
        return out;
    std::string_view record = head;
    if (record.starts_with("\xEF\xBB\xBF"))
        record.remove_prefix(3);
    if (!domain::splitCsvRecord(record, out.m_names))
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("the quotes of the first line do not pair"));
    if (!out.m_file.namesColumns)
        out.m_file.columns = out.guessed(out.m_names);
    return out;
}

om::ExternalColumns ExternalRows::guessed(const std::vector<std::string>& names) const
{
    om::ExternalColumns out = om::guessColumns(names);
    out.unit = m_file.columns.unit;
    out.zone = m_file.columns.zone;
    out.flagsActivity = m_file.columns.flagsActivity;
    return out;
}

/// CSV as an object of the same members.
Expected<void> ExternalRows::writeRow(std::string_view record)
{
    m_row.clear();
    if (m_format != ExchangeFormat::Csv) {
        m_row = record;
        return {};
    }
    if (!domain::splitCsvRecord(record, m_cells))
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("the quotes do not pair"));
    if (m_cells.size() != m_names.size())
        return unexpected(
            ErrorCode::InvalidInput,
            QStringLiteral("%1 cells, but the first line names %2 columns").arg(m_cells.size()).arg(m_names.size()));
    json::Writer writer(m_row);
    writer.openObject();
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        writer.key(m_names[i]);
        writer.raw(om::jsonOfCell(m_cells[i]));
    }
    writer.closeObject();
    return {};
}

Expected<domain::Event> ExternalRows::read(std::string_view record)
{
    if (const Expected<void> written = writeRow(record); !written)
        return unexpected(written.error());
    const Expected<json::Document> document = m_parser->parse(m_row);
    if (!document)
        return unexpected(document.error());
    const bool isKnown = m_file.namesColumns || m_format == ExchangeFormat::Csv;
    const om::ExternalColumns columns = isKnown ? m_file.columns : guessed(memberNames(document->root));
    return m_file.content == ExternalFile::Content::Events ? om::eventOfRow(document->root, columns)
                                                           : om::propertiesOfRow(document->root, columns, m_file.now);
}

Expected<QJsonObject> ExternalRows::preview(const QString& path, ExchangeFormat format)
{
    RecordFile file(path, format);
    if (const Expected<void> opened = file.open(); !opened)
        return unexpected(opened.error());
    const Expected<std::string> head = file.takeHead();
    if (!head)
        return unexpected(head.error());
    Expected<ExternalRows> rows = of({}, format, *head);
    if (!rows)
        return unexpected(rows.error());
    const Expected<RecordBlock> block = file.next();
    if (!block)
        return unexpected(block.error());
    std::vector<std::string> names = rows->m_names;
    std::map<std::string, ColumnSeen> seen;
    std::string_view rest = block->text;
    for (std::size_t row = 0; row < kPreviewRows && !rest.empty(); ++row) {
        const std::string_view record = rest.substr(0, recordLength(rest, format));
        rest.remove_prefix(record.size());
        const Expected<json::Document> document =
            rows->writeRow(recordText(record, format)).and_then([&] { return rows->m_parser->parse(rows->m_row); });
        if (!document || !document->root.isObject())
            continue; // the import says what is wrong with it
        for (const json::Value member : document->root) {
            const std::string name(member.key());
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
            seen[name].add(member);
        }
    }
    QJsonArray columns;
    for (const std::string& name : names)
        columns.append(QJsonObject{{QStringLiteral("name"), QString::fromStdString(name)},
                                   {QStringLiteral("type"), seen[name].type()},
                                   {QStringLiteral("samples"), seen[name].samples}});
    return QJsonObject{{QStringLiteral("columns"), columns},
                       {QStringLiteral("mapping"), mappingJson(om::guessColumns(names))}};
}

} // namespace sightglass::service
