// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/routetext.h"

#include <QList>

#include <algorithm>

namespace sightglass::test {

using domain::Method;
using http::RouteRow;

namespace {

/// Where the brace closes that is open at `from`.
std::size_t closingBrace(std::string_view text, std::size_t from)
{
    int depth = 0;
    for (std::size_t at = from; at < text.size(); ++at) {
        depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
        if (depth == 0)
            return at;
    }
    qFatal("%s: a brace stays open", std::string(text).c_str());
    return 0;
}

/// "a,{b,c}" at commas outside of braces.
std::vector<std::string_view> alternatives(std::string_view inner)
{
    std::vector<std::string_view> all;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < inner.size(); ++at) {
        depth += inner[at] == '{' ? 1 : inner[at] == '}' ? -1 : 0;
        if (depth == 0 && inner[at] == ',') {
            all.push_back(inner.substr(begin, at - begin));
            begin = at + 1;
        }
    }
    all.push_back(inner.substr(begin));
    return all;
}

std::string segmentWithoutName(std::string_view segment)
{
    if (segment.find_first_of("{[") == std::string_view::npos)
        return std::string(segment);
    const bool isWhole = segment.front() == '{' && closingBrace(segment, 0) == segment.size() - 1;
    if (!isWhole)
        return "{x}";
    return segment.ends_with("…}") ? "{…}" : segment == "{n}" ? "{n}" : "{x}";
}

/// "20 MiB", "65536 B" and so on.
QByteArray inBytes(const QByteArray& size)
{
    static const QHash<QByteArray, qint64> units{{"B", 1}, {"KiB", 1024}, {"MiB", 1024 * 1024}, {"MB", 1'000'000}};
    const QList<QByteArray> words = size.split(' ');
    return QByteArray::number(words.first().toLongLong() * units.value(words.last()));
}

QByteArray kindName(http::RouteKind kind)
{
    static constexpr const char* names[] = {"ingest", "pixel",      "redirect", "config", "script",   "health",
                                            "public", "management", "socket",   "404",    "catch-all"};
    return names[static_cast<std::size_t>(kind)];
}

QByteArray authName(http::Auth auth)
{
    static constexpr const char* names[] = {"-", "id", "key", "acc", "tok", "private", "first"};
    return names[static_cast<std::size_t>(auth)];
}

QByteArray corsName(http::Cors cors)
{
    static constexpr const char* names[] = {"N", "A", "A2", "S", "E", "T"};
    return names[static_cast<std::size_t>(cors)];
}

QByteArray rateName(http::Rate rate)
{
    static constexpr const char* names[] = {"0", "k", "f", "a"};
    return names[static_cast<std::size_t>(rate)];
}

} // namespace

std::vector<std::string> expandAlternatives(std::string_view text)
{
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        const std::size_t close = closingBrace(text, open);
        const auto words = alternatives(text.substr(open + 1, close - open - 1));
        if (words.size() == 1)
            continue; // a capture
        std::vector<std::string> all;
        for (const std::string_view word : words) {
            const std::string one = std::string(text.substr(0, open)).append(word).append(text.substr(close + 1));
            for (std::string& expanded : expandAlternatives(one))
                all.push_back(std::move(expanded));
        }
        return all;
    }
    return {std::string(text)};
}

std::string withoutNames(std::string_view pattern)
{
    std::string out;
    for (std::size_t at = 1; at < pattern.size();) {
        const std::size_t end = std::min(pattern.find('/', at), pattern.size());
        out.append("/").append(segmentWithoutName(pattern.substr(at, end - at)));
        at = end + 1;
    }
    return out.empty() ? "/" : out;
}

std::string samplePath(std::string_view pattern)
{
    QByteArray path(withoutNames(pattern).c_str());
    return path.replace("{…}", "abc/b/c/d").replace("{n}", "7").replace("{x}", "abc").toStdString();
}

std::vector<Method> methodsOf(const QByteArray& cell)
{
    static const QHash<QByteArray, std::vector<Method>> known{
        {"GET", {Method::Get, Method::Head}},
        {"POST", {Method::Post}},
        {"PUT", {Method::Put}},
        {"PATCH", {Method::Patch}},
        {"DELETE", {Method::Delete}},
        {"any",
         {Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete, Method::Options,
          Method::Other}}};
    std::vector<Method> all;
    for (const QByteArray& word : cell.split(' ')) {
        const std::vector<Method> some = known.value(word);
        if (some.empty())
            qFatal("%s is no method", word.constData());
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

std::map<Claim, const RouteRow*> claimsOf(std::span<const RouteRow> rows)
{
    std::map<Claim, const RouteRow*> claims;
    for (const RouteRow& row : rows) {
        for (const std::string& pattern : expandAlternatives(row.pattern)) {
            for (const Method method : methodsOf("any")) {
                if ((row.methods & http::methods(method)) != 0)
                    claims.emplace(Claim(withoutNames(pattern), method), &row);
            }
        }
    }
    return claims;
}

std::vector<Claim> claimsOf(const TableLine& line)
{
    std::vector<Claim> claims;
    for (const QByteArray& path : line.value("paths").split(' ')) {
        for (const std::string& pattern : expandAlternatives(path.toStdString())) {
            for (const Method method : methodsOf(line.value("methods")))
                claims.emplace_back(withoutNames(pattern), method);
        }
    }
    return claims;
}

TableLine inWords(const RouteRow& row)
{
    return {{"owner", ownerName(row.owner)},
            {"kind", kindName(row.kind)},
            {"auth", authName(row.auth)},
            {"cors", corsName(row.cors)},
            {"body", QByteArray::number(qint64(row.bodyLimit))},
            {"status", QByteArray::number(row.bodyStatus)},
            {"rate", rateName(row.rate)},
            {"base", row.base == http::Base::Below ? "below" : "root"},
            {"target", QByteArray::number(qint64(row.targetLimit))}};
}

TableLine inWords(const TableLine& line)
{
    TableLine words;
    for (const char* column : {"owner", "kind", "auth", "cors", "base"})
        words.insert(column, line.value(column));
    if (const QByteArray body = line.value("body"); body != "-")
        words.insert("body", inBytes(body));
    if (const QByteArray status = line.value("status"); status != "-")
        words.insert("status", status);
    const QByteArray target = line.value("target");
    words.insert("target", inBytes(target.isEmpty() ? QByteArray("8 KiB") : target));
    const QByteArray rate = QByteArray(line.value("rate")).replace("c", "").replace("d", "").trimmed();
    words.insert("rate", rate.isEmpty() ? QByteArray("0") : rate);
    return words;
}

QByteArray ownerName(http::Owner owner)
{
    static constexpr const char* names[] = {"none",   "Seg", "v2", "Trk", "OM", "OT",    "Si",
                                            "Si api", "Pl",  "Um", "PH",  "GC", "GC api"};
    return names[static_cast<std::size_t>(owner)];
}

} // namespace sightglass::test
