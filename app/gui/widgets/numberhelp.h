// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/popup.h"

namespace sightglass::gui {

/// Says which metric the numbers of a widget are, so that F1 can tell what they mean.
void setMetric(QWidget* widget, const QString& metric);
/// The metric of a widget, else of the nearest parent that has one; empty for none.
[[nodiscard]] QString metricOf(const QWidget* widget);
/// The metrics that the visible widgets below `parent` show, each once.
[[nodiscard]] QStringList metricsBelow(const QWidget* parent);

/// What numbers mean: the name of each metric and its definition (spec metrics). Closes on Esc and on a click
/// elsewhere. GUI thread; deletes itself when closed.
class NumberHelp final : public Popup
{
    Q_OBJECT

public:
    NumberHelp(const QStringList& metrics, QWidget* parent);
    /// Makes one below `anchor` and shows it.
    static void open(const QStringList& metrics, QWidget* anchor);
};

} // namespace sightglass::gui
