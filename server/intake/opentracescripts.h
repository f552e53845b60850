// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/opentrace/rules.h"

#include <span>
#include <string>
#include <string_view>

namespace sightglass::intake {

/// The browser trackers of OpenTrace (spec opentrace §6), built from resources/clients/opentrace. Immutable; any
/// thread.
class OpenTraceScripts
{
public:
    OpenTraceScripts();

    /// /sdk/t.js of a resource, with its rules inside; never cached, since rules change.
    [[nodiscard]] domain::Response tracker(std::string_view uid, std::span<const ingest::opentrace::Rule> rules) const;
    /// The same for a resource that nobody knows: a comment.
    [[nodiscard]] static domain::Response nothing();
    /// /ot.js
    [[nodiscard]] domain::Response older(const domain::Request& request) const;

private:
    std::string m_beforeSettings;
    std::string m_afterSettings;
    const std::string m_older;
};

} // namespace sightglass::intake
