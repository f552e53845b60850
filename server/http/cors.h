// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/headparser.h"
#include "http/routes.h"

#include <string>
#include <string_view>
#include <vector>

namespace sightglass::http {

/// The CORS headers of every answer, refusals included (spec routes §1 "CORS" and §3, spec segment §16). Pure.
class CorsPolicy
{
public:
    /// `origins`: who may read Segment's answers (spec segment §16); empty = everybody.
    explicit CorsPolicy(std::vector<std::string> origins)
        : m_origins(std::move(origins))
    {
    }

    /// Appends header lines for an answer to a request with this Origin ("" = none).
    void appendTo(std::string& lines, const RouteRow& row, std::string_view origin) const;
    /// Appends the further lines of the answer to a preflight.
    static void appendPreflightTo(std::string& lines, const RouteRow& row, const RequestHead& head);

private:
    [[nodiscard]] bool isAllowed(const RouteRow& row, std::string_view origin) const;

    const std::vector<std::string> m_origins;
};

[[nodiscard]] int preflightStatus(Cors kind);

/// "GET, HEAD, POST", as Allow lists them.
[[nodiscard]] std::string methodList(MethodSet methods);

} // namespace sightglass::http
