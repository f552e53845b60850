// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/statedtime.h"

#include "core/jsonwriter.h"
#include "core/timetext.h"
#include "core/utf8.h"

#include <cmath>

namespace sightglass::ingest {

namespace {

constexpr double kFarthestMs = 8.64e15; ///< What a JavaScript Date can hold.
constexpr std::size_t kKeptTextBytes = 255;

std::optional<TimePoint> readTime(json::Value value)
{
    if (value.isString())
        return parseTime(value.text());
    if (value.isNumber() && value.type() != json::Type::BigNumber && std::abs(value.number()) <= kFarthestMs)
        return fromMs(static_cast<std::int64_t>(std::floor(value.number())));
    return std::nullopt;
}

} // namespace

bool isStatedTime(json::Value value)
{
    return !value.isAbsentOrNull() && !(value.isString() && value.text().empty());
}

std::optional<TimePoint> statedTime(domain::Event& event, json::Value value, std::string_view wireKey)
{
    if (!isStatedTime(value))
        return std::nullopt;
    const auto time = readTime(value);
    if (!time) {
        domain::addWarning(event, domain::Warning::TimeUnparsable);
        const std::string text = json::scalarText(value);
        event.wire.push_back({std::string(wireKey), std::string(cutUtf8(text, kKeptTextBytes))});
    }
    return time;
}

} // namespace sightglass::ingest
