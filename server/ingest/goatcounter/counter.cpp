// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/goatcounter/counter.h"

#include "core/jsonwriter.h"
#include "core/timetext.h"
#include "core/utf8.h"
#include "ingest/goatcounter/counterimage.h"
#include "ingest/goatcounter/pagepath.h"

#include <array>
#include <chrono>
#include <utility>

namespace sightglass::ingest::goatcounter {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kWholeSite = "TOTAL";
constexpr std::string_view kThinSpace = "\u2009";
constexpr std::size_t kDateBytes = 10; ///< "2026-03-02"
constexpr std::chrono::days kDay{1};

constexpr std::array kFormats{std::pair(".json"sv, CounterFormat::Json), std::pair(".html"sv, CounterFormat::Html),
                              std::pair(".svg"sv, CounterFormat::Svg), std::pair(".png"sv, CounterFormat::Png)};
constexpr std::array kRanges{std::pair("week"sv, "7d"sv), std::pair("month"sv, "30d"sv), std::pair("year"sv, "12mo"sv)};

std::string dateText(TimePoint time)
{
    return formatTime(time).substr(0, kDateBytes);
}

std::optional<TimePoint> dateOf(std::string_view text)
{
    return text.size() == kDateBytes ? parseTime(text) : std::nullopt;
}

/// False for dates that are none.
bool readRange(CounterQuestion& question, std::string_view query, TimePoint now)
{
    const std::string start = domain::queryMember(query, "start").value_or(std::string());
    const std::string end = domain::queryMember(query, "end").value_or(std::string());
    question.range = "all";
    for (const auto& [word, range] : kRanges) {
        if (start == word && end.empty()) {
            question.range = range;
            return true;
        }
    }
    if (start.empty() && end.empty())
        return true;
    const auto first = start.empty() ? fromMs(0) : dateOf(start);
    const auto last = end.empty() ? now : dateOf(end);
    if (!first || !last || *first > *last)
        return false;
    question.range.clear();
    question.from = dateText(*first);
    question.to = dateText(*last + kDay);
    return true;
}

std::string grouped(std::int64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, kThinSpace);
    }
    return digits;
}

std::string jsonCounter(const CounterNumbers& numbers)
{
    std::string body;
    json::Writer writer(body);
    writer.openObject();
    writer.member("count", std::string_view(grouped(numbers.views)));
    writer.member("count_unique", std::string_view(grouped(numbers.visitors)));
    writer.closeObject();
    return body;
}

std::string htmlCounter(const CounterNumbers& numbers)
{
    return "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Views of this page</title>\n"
           "<style>body{margin:0;font:16px/1.4 sans-serif;text-align:center;color-scheme:light dark}"
           "b{display:block;font-size:1.5em}</style>\n<p id=\"count\">Views of this page <b>" +
           grouped(numbers.views) + "</b></p></html>\n";
}

std::string svgCounter(const CounterNumbers& numbers)
{
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"60\" role=\"img\">"
           "<rect width=\"200\" height=\"60\" rx=\"6\" fill=\"#f4f4f4\" stroke=\"#999\"/>"
           "<g font-family=\"sans-serif\" text-anchor=\"middle\" fill=\"#222\">"
           "<text x=\"100\" y=\"22\" font-size=\"14\">Views of this page</text>"
           "<text x=\"100\" y=\"48\" font-size=\"22\" font-weight=\"bold\">" +
           grouped(numbers.views) + "</text></g></svg>\n";
}

} // namespace

std::optional<CounterQuestion> parseCounter(std::string_view fileName, std::string_view query, TimePoint now,
                                            bool keepTrailingSlash)
{
    for (const auto& [extension, format] : kFormats) {
        if (!fileName.ends_with(extension) || fileName.size() == extension.size() || !isUtf8(fileName))
            continue;
        const std::string_view page = fileName.substr(0, fileName.size() - extension.size());
        CounterQuestion question;
        question.format = format;
        if (page != kWholeSite)
            question.page = reportedPage(page, keepTrailingSlash);
        return readRange(question, query, now) ? std::optional(question) : std::nullopt;
    }
    return std::nullopt;
}

domain::Response counterAnswer(CounterFormat format, const CounterNumbers& numbers)
{
    domain::Response response{numbers.views > 0 ? 200 : 404, {}, {{"Cache-Control", "public, max-age=60"}}, {}};
    switch (format) {
    case CounterFormat::Json:
        response.contentType = "application/json";
        response.body = jsonCounter(numbers);
        break;
    case CounterFormat::Html:
        response.contentType = "text/html; charset=utf-8";
        response.body = htmlCounter(numbers);
        break;
    case CounterFormat::Svg:
        response.contentType = "image/svg+xml; charset=utf-8";
        response.body = svgCounter(numbers);
        break;
    case CounterFormat::Png:
        response.contentType = "image/png";
        response.body = counterPng(numbers.views);
        break;
    }
    return response;
}

} // namespace sightglass::ingest::goatcounter
