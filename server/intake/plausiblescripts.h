// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "domain/sourcedirectory.h"

#include <string>
#include <string_view>

namespace sightglass::intake {

/// The browser client as the hub serves it to pages that load Plausible's (spec plausible §2.4), from the program's
/// resources: the lean one where the file's name asks for no extension, else the whole one with those switched on.
/// Thread: any.
class PlausibleScripts
{
public:
    PlausibleScripts();

    /// GET /js/{file}, the first capture: script.….js, plausible.….js and pa-{id}.js. The id of the last is a source's
    /// write key or one of its hosts; a page that comes with an id nobody knows reports to the site it is on. 404 for
    /// any other file.
    [[nodiscard]] domain::Response answer(const domain::Request& request,
                                          const domain::SourceDirectory& directory) const;

private:
    std::string m_core;
    std::string m_full;
};

/// What a file's name asks for, as the JSON object the script is handed: {"extension":true,…}; "" when it is the name
/// of none of the scripts. Extensions nobody knows are left out.
[[nodiscard]] std::string plausibleExtensions(std::string_view file);

} // namespace sightglass::intake
