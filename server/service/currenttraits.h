// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/identity.h"
#include "domain/identityspans.h"
#include "storage/store.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sightglass::service {

/// Which traits people of a project have now, for an import that replaces them (openmetrics §14.4). Knows the identity
/// links of the moment when it was made; traits are read person by person. Thread: any.
class CurrentTraits
{
public:
    /// Errors: Io, Corrupt.
    [[nodiscard]] static Expected<CurrentTraits> of(storage::Store& store, ProjectId project);

    /// The names of all that was said of this visitor's person and not taken away since. Errors: Io, Corrupt.
    [[nodiscard]] Expected<std::vector<std::string>> keys(std::uint64_t visitor) const;

private:
    CurrentTraits(storage::Store& store, ProjectId project, std::vector<domain::IdentityLink> links);

    storage::Store* m_store;
    ProjectId m_project;
    std::vector<domain::IdentityLink> m_links;
    domain::IdentityGraph m_graph;
};

} // namespace sightglass::service
