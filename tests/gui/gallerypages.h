// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartmodel.h"

#include <memory>

#include <QStringList>

class QWidget;

namespace sightglass::gui {

/// Whole windows made of the kit's widgets with the figures of the design's mock-ups, 1280×800, to be rendered and
/// looked at.
[[nodiscard]] QStringList galleryPages();
[[nodiscard]] std::unique_ptr<QWidget> galleryPage(const QString& name);
/// 28 days of visitors with their comparison, marks and an unfinished day.
[[nodiscard]] charts::ChartModel visitorsModel();

} // namespace sightglass::gui
