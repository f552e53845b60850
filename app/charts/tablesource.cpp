// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/tablesource.h"

#include "charts/accessiblechart.h"

namespace sightglass::charts {

TableSource::TableSource()
{
    installAccessibleCharts();
}

TableSource::~TableSource() = default;

} // namespace sightglass::charts
