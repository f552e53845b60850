// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/scan.h"

namespace sightglass::domain {

Expected<std::shared_ptr<const LinkedVisitors>> EventScan::linkedVisitors(ProjectId project)
{
    return identityLinks(project).transform(
        [](std::vector<IdentityLink>&& links) { return std::make_shared<const LinkedVisitors>(std::move(links)); });
}

} // namespace sightglass::domain
