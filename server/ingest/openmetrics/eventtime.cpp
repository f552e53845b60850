// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/openmetrics/eventtime.h"

#include "core/jsonwriter.h"
#include "core/timetext.h"
#include "ingest/membertext.h"

#include <charconv>
#include <cmath>

namespace sightglass::ingest::openmetrics {

namespace {

constexpr std::size_t kRawTimeBytes = 64;
/// Past what a date can be.
constexpr double kLatest = 8.64e15;

double toMilliseconds(double number, TimeUnit unit)
{
    if (unit == TimeUnit::Seconds || (unit == TimeUnit::ByMagnitude && number < 1e11))
        return number * 1e3;
    if (unit == TimeUnit::Milliseconds || number < 1e14)
        return number;
    return number < 1e17 ? number / 1e3 : number / 1e6;
}

std::optional<TimePoint> ofNumber(double number, TimeUnit unit)
{
    const double ms = toMilliseconds(number, unit);
    if (!(number >= 0) || !(ms <= kLatest))
        return std::nullopt;
    return fromMs(std::llround(ms));
}

std::optional<TimePoint> ofText(const std::string& text, TimeUnit unit)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size())
        return ofNumber(number, unit);
    return parseTime(text);
}

} // namespace

void applyTime(domain::Event& event, json::Value ts, TimeUnit unit)
{
    if (ts.isAbsentOrNull())
        return;
    const std::string text = memberText(event, json::scalarText(ts), kRawTimeBytes);
    if (ts.type() == json::Type::Integer || ts.type() == json::Type::Double)
        event.statedAt = ofNumber(ts.number(), unit);
    else if (ts.isString() || ts.isNumber())
        event.statedAt = ofText(text, unit);
    if (!event.statedAt)
        domain::addWarning(event, domain::Warning::TimeUnparsable);
    if (!event.statedAt || text != std::to_string(toMs(*event.statedAt)))
        event.wire.push_back({"ts_raw", text});
}

} // namespace sightglass::ingest::openmetrics
