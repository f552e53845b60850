// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"

#include <string>

namespace sightglass::intake {

/// The extension files that PostHog's browser client loads from the hub because the settings it was given switch them
/// on (spec drop-in-apis §4.1, §4.6), from the program's resources (resources/clients/posthog/README.md). Thread: any.
class PosthogScripts
{
public:
    PosthogScripts();

    /// GET /static/{name} and /static/{version}/{name}, the last capture. 404 for files that the hub has not.
    [[nodiscard]] domain::Response answer(const domain::Request& request) const;

private:
    std::string m_vitals;
    std::string m_exceptions;
};

} // namespace sightglass::intake
