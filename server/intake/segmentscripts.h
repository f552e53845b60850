// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"

#include <string>

namespace sightglass::intake {

/// The browser client as the hub serves it (spec segment §15.6), from the program's resources: without a key, and with
/// a key written before it, so that a page's Segment snippet works after changing its host. Every address gives the
/// whole client; with the query member `core` it gives the lean one (resources/clients/segment/README.md). Thread: any.
class SegmentScripts
{
public:
    SegmentScripts();

    /// Answers by path; the key, if any, is the first capture. 304 when the browser has it already.
    [[nodiscard]] domain::Response answer(const domain::Request& request) const;

private:
    std::string m_script;
    std::string m_iife;
    std::string m_core;
};

} // namespace sightglass::intake
