// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/rows.h"

#include <algorithm>

namespace sightglass::query {

const Dimension* Rows::dimension(const PropertyName& property) const
{
    const auto found =
        std::find_if(dimensions.begin(), dimensions.end(), [&](const Dimension& d) { return d.property == property; });
    return found == dimensions.end() ? nullptr : &*found;
}

} // namespace sightglass::query
