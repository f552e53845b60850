// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/acquisition.h"

#include "domain/acquisition.h"

namespace sightglass::query {

AcquisitionNames acquisitionNames(std::shared_ptr<const domain::SiteTable> sites)
{
    return [sites = std::move(sites)](const ArrivalParts& parts) {
        const domain::Acquisition found =
            domain::acquisitionOf({parts.utmSource, parts.utmMedium, parts.utmCampaign, parts.sourceParam,
                                   parts.clickIdKind, parts.referrerHost},
                                  *sites);
        return SourceAndChannel{found.source, std::string(domain::name(found.channel))};
    };
}

} // namespace sightglass::query
