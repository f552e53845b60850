// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sierra/httpdate.h"

#include "core/charset.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

namespace sightglass::ingest::sierra {

namespace {

using namespace std::string_view_literals;
namespace chr = std::chrono;

constexpr std::array kDays{"Sun"sv, "Mon"sv, "Tue"sv, "Wed"sv, "Thu"sv, "Fri"sv, "Sat"sv};
constexpr std::array kMonths{"Jan"sv, "Feb"sv, "Mar"sv, "Apr"sv, "May"sv, "Jun"sv,
                             "Jul"sv, "Aug"sv, "Sep"sv, "Oct"sv, "Nov"sv, "Dec"sv};

void appendDigits(std::string& out, int number, int digits)
{
    const std::string text = std::to_string(number);
    out.append(static_cast<std::size_t>(std::max(digits - static_cast<int>(text.size()), 0)), '0').append(text);
}

/// Blanks, commas and dashes separate the parts of all three forms.
std::vector<std::string_view> partsOf(std::string_view text)
{
    constexpr CharSet separators(" ,-");
    std::vector<std::string_view> parts;
    while (!text.empty()) {
        const std::size_t end = std::min(separators.findIn(text), text.size());
        if (end > 0)
            parts.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::optional<int> numberOf(std::string_view text)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc() && end == text.data() + text.size() && isDigit(text.front());
    return whole ? std::optional(number) : std::nullopt;
}

std::optional<chr::seconds> timeOfDay(std::string_view text)
{
    if (text.size() != 8 || text[2] != ':' || text[5] != ':')
        return std::nullopt;
    const auto hours = numberOf(text.substr(0, 2));
    const auto minutes = numberOf(text.substr(3, 2));
    const auto seconds = numberOf(text.substr(6, 2));
    if (!hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 60)
        return std::nullopt;
    return chr::hours(*hours) + chr::minutes(*minutes) + chr::seconds(*seconds);
}

/// Two digits mean the century that is nearest (RFC 9110: not more than 50 years ahead); this protocol is younger.
std::optional<int> yearOf(std::string_view text)
{
    const auto year = numberOf(text);
    if (year && text.size() == 2)
        return *year + (*year < 70 ? 2000 : 1900);
    return text.size() == 4 ? year : std::nullopt;
}

std::optional<chr::sys_seconds> timeOf(std::string_view day, std::string_view month, std::string_view year,
                                       std::string_view clock)
{
    const auto known = std::find(kMonths.begin(), kMonths.end(), month);
    const auto number = numberOf(day);
    const auto full = yearOf(year);
    const auto time = timeOfDay(clock);
    if (known == kMonths.end() || !number || !full || !time)
        return std::nullopt;
    const auto ordinal = static_cast<unsigned>(known - kMonths.begin()) + 1;
    const chr::year_month_day date{chr::year(*full), chr::month(ordinal), chr::day(static_cast<unsigned>(*number))};
    return date.ok() ? std::optional(chr::sys_days(date) + *time) : std::nullopt;
}

} // namespace

std::string formatHttpDate(chr::sys_seconds time)
{
    const auto day = chr::floor<chr::days>(time);
    const chr::year_month_day date(day);
    const auto clock = static_cast<int>((time - day).count());
    std::string out(kDays[chr::weekday(day).c_encoding()]);
    out += ", ";
    appendDigits(out, static_cast<int>(static_cast<unsigned>(date.day())), 2);
    out.append(" ").append(kMonths[static_cast<unsigned>(date.month()) - 1]).append(" ");
    appendDigits(out, static_cast<int>(date.year()), 4);
    out += ' ';
    appendDigits(out, clock / 3600, 2);
    out += ':';
    appendDigits(out, clock / 60 % 60, 2);
    out += ':';
    appendDigits(out, clock % 60, 2);
    return out + " GMT";
}

std::optional<chr::sys_seconds> parseHttpDate(std::string_view text)
{
    const auto parts = partsOf(text);
    if (parts.size() == 6 && parts[5] == "GMT")
        return timeOf(parts[1], parts[2], parts[3], parts[4]);
    return parts.size() == 5 ? timeOf(parts[2], parts[1], parts[4], parts[3]) : std::nullopt;
}

} // namespace sightglass::ingest::sierra
