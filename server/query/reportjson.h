// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <QJsonValue>

#include <cstdint>
#include <vector>

namespace sightglass::query {

/// Small things that the reports which are folds say alike.

/// How often a fold looks whether it was cancelled.
inline constexpr std::uint32_t kRowsBetweenChecks = 65'536;

[[nodiscard]] inline Unexpected tooLarge(const char* why)
{
    return unexpected(ErrorCode::TooLarge, QString::fromLatin1(why));
}

[[nodiscard]] inline QJsonValue number(std::int64_t value)
{
    return static_cast<double>(value);
}
/// part / whole, null when whole is 0 (metrics §1 "Rounding").
[[nodiscard]] QJsonValue rate(std::int64_t part, std::int64_t whole);
/// The middle value, or the mean of the two in the middle; null when there is none. Reorders its values.
[[nodiscard]] QJsonValue median(std::vector<std::int64_t>& values);
/// Null when there is none.
[[nodiscard]] QJsonValue mean(const std::vector<std::int64_t>& values);
/// Linear interpolation between order statistics at rank (n − 1) · f (openmetrics §9); null when there is none.
/// Reorders.
[[nodiscard]] QJsonValue percentile(std::vector<std::int64_t>& values, double fraction);

} // namespace sightglass::query
