// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartmodel.h"
#include "gui/widgets/figurecard.h"
#include "models/overviewdata.h"

#include <vector>

/// Overview's answers as what figures and chart draw. Pure functions.
namespace sightglass::gui {

[[nodiscard]] std::vector<Figure> figuresOf(const models::OverviewData& data);
/// `second` is drawn as a line with a scale of its own; empty for none.
[[nodiscard]] charts::ChartModel chartOf(const models::OverviewData& data, const QString& metric,
                                         const QString& second = {});
/// Whether the sum over buckets means something for a metric.
[[nodiscard]] bool isAdditive(const QString& metric);

} // namespace sightglass::gui
