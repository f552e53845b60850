// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/measure.h"

#include "core/enumnames.h"

#include <chrono>

namespace sightglass::query {

namespace {

using namespace std::string_view_literals;
using domain::Interval;
using domain::Measure;
using domain::MeasureKind;

constexpr std::array kMeasures{"count"sv, "users"sv,  "sessions"sv, "per_user"sv, "sum"sv, "min"sv,     "max"sv,
                               "avg"sv,   "median"sv, "p90"sv,      "p95"sv,      "p99"sv, "distinct"sv};
constexpr std::size_t kKeyBytes = 300; // routes §3 "properties"
constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = 24 * 60 * kMinuteMs;

bool isOfProperty(MeasureKind kind)
{
    return kind >= MeasureKind::Sum;
}

std::int64_t floorDivided(std::int64_t a, std::int64_t b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

} // namespace

std::optional<Measure> parseMeasure(std::string_view text)
{
    const std::size_t open = text.find('(');
    const auto kind = parseEnum<MeasureKind>(text.substr(0, open), kMeasures);
    if (!kind || isOfProperty(*kind) != (open != std::string_view::npos))
        return std::nullopt;
    Measure measure{*kind, {}};
    if (!isOfProperty(*kind))
        return measure;
    if (!text.ends_with(')') || text.size() < open + 3 || text.size() > open + 2 + kKeyBytes)
        return std::nullopt;
    measure.property = text.substr(open + 1, text.size() - open - 2);
    return measure;
}

std::string measureText(const Measure& measure)
{
    const std::string name(enumName(measure.kind, kMeasures));
    return isOfProperty(measure.kind) ? name + '(' + measure.property + ')' : name;
}

std::string allowedMeasures()
{
    std::string out;
    for (std::size_t i = 0; i < kMeasures.size(); ++i) {
        out.append(out.empty() ? "" : " ").append(kMeasures[i]);
        out.append(isOfProperty(static_cast<MeasureKind>(i)) ? "(KEY)" : "");
    }
    return out;
}

std::int64_t bucketNumber(Interval interval, TimePoint time)
{
    const std::int64_t ms = toMs(time);
    const std::int64_t day = floorDivided(ms, kDayMs);
    switch (interval) {
    case Interval::Minute: return floorDivided(ms, kMinuteMs);
    case Interval::Hour: return floorDivided(ms, 60 * kMinuteMs);
    case Interval::Day: return day;
    case Interval::Week: return floorDivided(day + 3, 7); // the epoch was a Thursday
    case Interval::Month: break;
    }
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
    return (static_cast<int>(date.year()) - 1970) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

} // namespace sightglass::query
