// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/call.h"
#include "domain/identityspans.h"
#include "storage/store.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace sightglass::api {

/// A person of a project, by whatever {id} called them: the `id` of a list, a user id or an anonymous id.
struct FoundPerson
{
    domain::Project project;
    std::uint64_t key = 0; ///< What IdentityGraph::resolve() gives.
    std::vector<domain::IdentitySpan> spans;
};

/// The visitor keys that {id} may mean in a project.
[[nodiscard]] std::vector<std::uint64_t> keysNamed(const Call& call, ProjectId project);
/// Errors: NotFound when there is no such project or no event of such a person; those of the store.
[[nodiscard]] Expected<FoundPerson> personOf(const Call& call);

/// Up to `limit` of the person's events behind the cursor, oldest first; `after` is moved to the last that was looked
/// at, and `hasMore` tells whether there may be others. Errors: those of the store, Cancelled.
[[nodiscard]] Expected<std::vector<domain::Event>> eventsOf(const Call& call, const FoundPerson& person,
                                                            std::optional<storage::EventCursor>& after, int limit,
                                                            bool& hasMore);

} // namespace sightglass::api
