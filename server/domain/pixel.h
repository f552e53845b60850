// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"
#include "domain/event.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::domain {

/// A picture whose loading is counted: in mail, on pages without scripts (spec sierra §1.7, §10.6).
struct Pixel
{
    std::string id; ///< ULID, part of its address.
    ProjectId project;
    std::string eventName = "pixel"; ///< What a load is called.
    TextMap metadata;                ///< Properties of every load.
    bool operator==(const Pixel&) const = default;
};

/// The pixel of that id; nothing when there is none. Any thread; must not block.
using PixelLookup = std::function<std::optional<Pixel>(std::string_view id)>;

} // namespace sightglass::domain
