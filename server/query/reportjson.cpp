// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/reportjson.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sightglass::query {

QJsonValue rate(std::int64_t part, std::int64_t whole)
{
    return whole == 0 ? QJsonValue(QJsonValue::Null)
                      : QJsonValue(static_cast<double>(part) / static_cast<double>(whole));
}

QJsonValue median(std::vector<std::int64_t>& values)
{
    if (values.empty())
        return QJsonValue::Null;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1)
        return static_cast<double>(*middle);
    return (static_cast<double>(*std::max_element(values.begin(), middle)) + static_cast<double>(*middle)) / 2;
}

QJsonValue mean(const std::vector<std::int64_t>& values)
{
    if (values.empty())
        return QJsonValue::Null;
    return static_cast<double>(std::accumulate(values.begin(), values.end(), std::int64_t{0})) /
           static_cast<double>(values.size());
}

QJsonValue percentile(std::vector<std::int64_t>& values, double fraction)
{
    if (values.empty())
        return QJsonValue::Null;
    const double rank = static_cast<double>(values.size() - 1) * fraction;
    const auto below = values.begin() + static_cast<std::ptrdiff_t>(std::floor(rank));
    std::nth_element(values.begin(), below, values.end());
    const auto low = static_cast<double>(*below);
    if (below + 1 == values.end())
        return low;
    const auto high = static_cast<double>(*std::min_element(below + 1, values.end()));
    return low + (high - low) * (rank - std::floor(rank));
}

} // namespace sightglass::query
