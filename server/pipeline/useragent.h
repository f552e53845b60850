// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <string>

namespace sightglass::pipeline {

/// What a User-Agent text says. Empty members: it does not say.
struct UserAgent
{
    std::string browser; ///< As uap-core names it: "Chrome Mobile".
    std::string browserVersion;
    std::string os;
    std::string osVersion;
    domain::Device device = domain::Device::Unknown;
    domain::BotVerdict crawler;   ///< A bot wherever it is seen.
    domain::BotVerdict automatic; ///< An HTTP library or driven browser: a bot where a person's browser is expected.
    bool operator==(const UserAgent&) const = default;
};

} // namespace sightglass::pipeline
