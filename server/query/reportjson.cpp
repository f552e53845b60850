// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/reportjson.h"

#include <algorithm>

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

} // namespace sightglass::query
