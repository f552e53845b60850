// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chartwidget.h"

#include <QEvent>

namespace sightglass::charts {

ChartWidget::ChartWidget(QWidget* parent)
    : QWidget(parent)
{
}

void ChartWidget::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::PaletteChange)
        themeChanged();
    QWidget::changeEvent(event);
}

} // namespace sightglass::charts
