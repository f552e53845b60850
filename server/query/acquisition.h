// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sitetable.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace sightglass::query {

/// Members of an event that say where a visit came from; empty = absent.
struct ArrivalParts
{
    std::string_view utmSource;
    std::string_view utmMedium;
    std::string_view utmCampaign;
    std::string_view sourceParam;
    std::string_view clickIdKind;
    std::string_view referrerHost;
};

struct SourceAndChannel
{
    std::string source;
    std::string channel;
};

/// Names source and channel by metrics §4. Pure, any thread; the engine calls it once per different arrival.
using AcquisitionNames = std::function<SourceAndChannel(const ArrivalParts&)>;
/// The product's own: domain::acquisitionOf() over a table of known sites.
[[nodiscard]] AcquisitionNames acquisitionNames(std::shared_ptr<const domain::SiteTable> sites);

} // namespace sightglass::query
