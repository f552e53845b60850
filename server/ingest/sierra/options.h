// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace sightglass::ingest::sierra {

/// Settings of the hub that concern this protocol (spec sierra §0, §5.8, §14).
struct Options
{
    bool strict = false; ///< The original's quirks: no leniency in bodies, referrer groups by substring.
    bool honourDnt =
        true; ///< Where a project leaves it to the protocol, requests that ask not to be recorded are dropped.
    bool majorVersion = false; ///< Of a browser's version only the first number is kept.
    bool dropHeadless = false; ///< Headless Chrome is a bot.
};

} // namespace sightglass::ingest::sierra
