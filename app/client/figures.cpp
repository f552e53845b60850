// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/figures.h"

#include <algorithm>

namespace sightglass::client {

std::optional<double> MetricValue::drawn() const
{
    if (number || money.isEmpty())
        return number;
    return money.first().amount.toDouble();
}

const Figure* Figures::find(const QString& metric) const
{
    const auto found =
        std::find_if(figures.cbegin(), figures.cend(), [&](const Figure& figure) { return figure.metric == metric; });
    return found == figures.cend() ? nullptr : &*found;
}

} // namespace sightglass::client
