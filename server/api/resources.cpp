// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resources.h"

#include <array>

namespace sightglass::api {

namespace {

using enum domain::Method;
using enum domain::Scope;

// clang-format off
constexpr std::array kResources{
    Resource{Get, "projects", Read, "listProjects", "All projects", listProjects},
    Resource{Post, "projects", Write, "addProject", "Add a project with its first source", addProject},
    Resource{Get, "projects/{p}", Read, "getProject", "One project", getProject},
    Resource{Patch, "projects/{p}", Write, "changeProject", "Change a project", changeProject},
    Resource{Delete, "projects/{p}", Admin, "removeProject", "Remove a project with its sources and events", removeProject},
    Resource{Get, "projects/{p}/sources", Read, "listSources", "The project's sources", listSources},
    Resource{Post, "projects/{p}/sources", Write, "addSource", "Add a source", addSource},
    Resource{Get, "projects/{p}/sources/{s}", Read, "getSource", "One source", getSource},
    Resource{Patch, "projects/{p}/sources/{s}", Write, "changeSource", "Change a source", changeSource},
    Resource{Delete, "projects/{p}/sources/{s}", Write, "removeSource", "Remove a source", removeSource},
    Resource{Post, "projects/{p}/query", Read, "query", "Answer a query description", answerQuery},
    Resource{Get, "projects/{p}/events", Read, "listEvents", "Events, newest first, shaped like the NDJSON export", listEvents},
    Resource{Get, "tokens", Admin, "listTokens", "All tokens, without their texts", listTokens},
    Resource{Post, "tokens", Admin, "addToken", "Add a token; its text is shown this once", addToken},
    Resource{Delete, "tokens/{t}", Admin, "removeToken", "Revoke a token", removeToken},
    Resource{Get, "settings", Admin, "getSettings", "The effective settings and where each came from", getSettings},
    Resource{Patch, "settings", Admin, "changeSettings", "Change settings that no file, variable or flag pins", changeSettings},
    Resource{Get, "audit", Admin, "listAudit", "Who changed what, newest first", listAudit},
    Resource{Get, "rejections", Read, "listRejections", "The last refused requests and items, newest first", listRejections},
    Resource{Post, "demo", Admin, "addDemo", "Add a project with made-up traffic", addDemo},
    Resource{Post, "backup", Admin, "makeBackup", "Copy the store to a file of this machine", makeBackup, true},
};
// clang-format on

} // namespace

std::span<const Resource> resources()
{
    return kResources;
}

} // namespace sightglass::api
