// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

class QPainter;

namespace sightglass::charts {

class MainChart;

/// The box beside the crosshair: date, each series with its value, the change against the comparison, marks. On the
/// roomier side, low in the plot. GUI thread.
void paintReadOut(QPainter& painter, const MainChart& chart, std::size_t bucket);

} // namespace sightglass::charts
