// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/call.h"

namespace sightglass::api {

class Members;

/// Takes a source's hosts and public ids, which can be those already in use elsewhere (spec drop-in-apis §1.1). An
/// empty id makes a new one.
void addIdMembers(Members& members, domain::Source& source);

/// Adds or updates a source. Conflict with a JSON pointer to the member that another source has already: an id that any
/// other source of the hub has, or a host that a source of the same kind lists. Hosts that `before` listed are not
/// looked at again.
[[nodiscard]] Expected<domain::Source> addSourceTo(const Call& call, const domain::Source& source);
[[nodiscard]] Expected<domain::Source> updateSourceOf(const Call& call, const domain::Source& before,
                                                      const domain::Source& source);

/// Whether a source takes by now what that sender sends.
[[nodiscard]] bool hasSource(const domain::SourceDirectory& directory, const domain::UnknownSender& sender);

} // namespace sightglass::api
