// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/eventcsv.h"

#include "core/jsonwriter.h"
#include "domain/eventjson.h"
#include "domain/eventmembers.h"

#include <algorithm>
#include <unordered_map>

namespace sightglass::domain {

namespace {

/// Columns whose cells are JSON; all others are texts.
constexpr std::string_view kJsonColumns[] = {
    "historical",      "interactive", "engagement_ms", "scroll_depth", "first_today_site", "first_today_page",
    "revenue_minor",   "value_minor", "consent",       "screen_width", "screen_height",    "viewport_width",
    "viewport_height", "properties",  "traits",        "traits_once",  "vitals",           "wire",
    "number_types",    "groups",      "query",         "click_ids",    "library",          "bot",
    "warnings"};
/// Texts that no table of members holds. `exception` and `integrations` are JSON texts, kept as they are.
constexpr std::string_view kMoreTexts[] = {
    "event_time",    "received_at", "timestamp", "stated_at",        "sent_at", "kind",      "protocol",    "source_id",
    "visitor_basis", "visitor",     "link_kind", "engagement_basis", "device",  "exception", "integrations"};
constexpr std::string_view kGuarded = "=+-@'\t\r";

bool isJsonColumn(std::string_view name)
{
    return std::find(std::begin(kJsonColumns), std::end(kJsonColumns), name) != std::end(kJsonColumns);
}

const std::vector<std::string_view>& columns()
{
    static const std::vector<std::string_view> all = [] {
        std::vector<std::string_view> out(std::begin(kMoreTexts), std::end(kMoreTexts));
        for (const TextMember& text : kTextMembers)
            out.push_back(text.name);
        out.insert(out.end(), std::begin(kJsonColumns), std::end(kJsonColumns));
        return out;
    }();
    return all;
}

const std::unordered_map<std::string_view, std::size_t>& columnNumbers()
{
    static const std::unordered_map<std::string_view, std::size_t> numbers = [] {
        std::unordered_map<std::string_view, std::size_t> out;
        for (std::size_t i = 0; i < columns().size(); ++i)
            out.emplace(columns()[i], i);
        return out;
    }();
    return numbers;
}

std::string cellText(json::Value value)
{
    if (value.isString()) {
        const std::string_view text = value.text();
        const bool isGuarded = !text.empty() && kGuarded.find(text.front()) != std::string_view::npos;
        return (isGuarded ? "'" : "") + std::string(text);
    }
    std::string out;
    json::appendValue(out, value);
    return out;
}

void appendCell(std::string& out, std::string_view text)
{
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    out += '"';
}

Unexpected damaged(const char* what)
{
    return unexpected(ErrorCode::InvalidInput, QString::fromLatin1(what));
}

} // namespace

bool splitCsvRecord(std::string_view record, std::vector<std::string>& cells)
{
    cells.clear();
    while (!record.empty() && (record.back() == '\n' || record.back() == '\r'))
        record.remove_suffix(1);
    for (std::size_t at = 0;;) {
        std::string& cell = cells.emplace_back();
        if (at < record.size() && record[at] == '"') {
            for (++at;; ++at) {
                if (at >= record.size())
                    return false;
                if (record[at] == '"' && (++at >= record.size() || record[at] != '"'))
                    break;
                cell += record[at];
            }
            if (at < record.size() && record[at] != ',')
                return false;
        } else {
            const std::size_t end = std::min(record.find(',', at), record.size());
            cell = record.substr(at, end - at);
            at = end;
        }
        if (at >= record.size())
            return true;
        ++at;
    }
}

std::string csvHead()
{
    std::string out;
    for (const std::string_view name : columns())
        out.append(out.empty() ? "" : ",").append(name);
    return out + '\n';
}

void appendCsv(std::string& out, const Event& event)
{
    std::string text;
    appendJson(text, event);
    json::Parser parser;
    const Expected<json::Document> document = parser.parse(text);
    std::vector<std::string> cells(columns().size());
    if (document) {
        for (const json::Value member : document->root) {
            if (const auto found = columnNumbers().find(member.key()); found != columnNumbers().end())
                cells[found->second] = cellText(member);
        }
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0)
            out += ',';
        appendCell(out, cells[i]);
    }
    out += '\n';
}

std::size_t csvRecordLength(std::string_view text)
{
    bool isQuoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"')
            isQuoted = !isQuoted;
        else if (text[i] == '\n' && !isQuoted)
            return i + 1;
    }
    return 0;
}

Expected<EventCsvReader> EventCsvReader::forHead(std::string_view record)
{
    if (record.starts_with("\xEF\xBB\xBF"))
        record.remove_prefix(3);
    EventCsvReader out;
    std::vector<std::string> names;
    if (!splitCsvRecord(record, names))
        return damaged("the quotes of the first line do not pair");
    bool saysWhen = false;
    for (const std::string& name : names) {
        const bool isTwice = std::any_of(out.m_columns.begin(), out.m_columns.end(), [&](const Column& column) {
            return column.name == name && column.form != Form::Unknown;
        });
        if (isTwice)
            return unexpected(ErrorCode::InvalidInput,
                              QStringLiteral("the column \"%1\" is there twice").arg(QString::fromStdString(name)));
        const bool isKnown = columnNumbers().contains(name);
        out.m_columns.push_back({name, !isKnown ? Form::Unknown : isJsonColumn(name) ? Form::Json : Form::Text});
        saysWhen = saysWhen || name == "event_time" || name == "timestamp" || name == "received_at";
    }
    if (!saysWhen)
        return damaged("the first line must name the columns, among them event_time, timestamp or received_at");
    return out;
}

Expected<Event> EventCsvReader::read(std::string_view record)
{
    if (!splitCsvRecord(record, m_cells))
        return damaged("the quotes do not pair");
    if (m_cells.size() != m_columns.size())
        return unexpected(
            ErrorCode::InvalidInput,
            QStringLiteral("%1 cells, but the first line names %2 columns").arg(m_cells.size()).arg(m_columns.size()));
    m_json.clear();
    json::Writer out(m_json);
    out.openObject();
    std::size_t members = 0;
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        std::string_view cell = m_cells[i];
        if (cell.empty() || m_columns[i].form == Form::Unknown)
            continue;
        ++members;
        out.key(m_columns[i].name);
        if (m_columns[i].form == Form::Json) {
            out.raw(cell);
            continue;
        }
        if (cell.size() > 1 && cell[0] == '\'' && kGuarded.find(cell[1]) != std::string_view::npos)
            cell.remove_prefix(1);
        out.string(cell);
    }
    out.closeObject();
    const Expected<json::Document> document = m_parser->parse(m_json);
    if (!document || document->root.count() != members)
        return damaged("a cell that should hold JSON holds none");
    return eventFromJson(document->root);
}

} // namespace sightglass::domain
