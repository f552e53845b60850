// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/rows.h"

#include <memory>
#include <span>
#include <vector>

namespace sightglass::query {

/// What is known about each person of a question, from all that was ever stored about them: every user_id and
/// anonymous_id they had, and of each trait the latest value (metrics §2 "Levels of properties").
struct PersonProperty
{
    PropertyName property;
    std::shared_ptr<Dictionary> values = std::make_shared<Dictionary>();
    std::vector<std::uint32_t> first;  ///< By person; the person's values are ids[first[p]] up to ids[first[p + 1]].
    std::vector<std::uint32_t> ids;    ///< Sorted, each once.

    [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t person) const
    {
        return {ids.data() + first[person], first[person + 1] - first[person]};
    }
};

/// Reads `properties` of the people that `rows` numbers. Errors: those of the scan.
[[nodiscard]] Expected<std::vector<PersonProperty>> loadPeople(domain::EventScan& scan, const RowRequest& request, const Rows& rows,
                                                               const std::vector<PropertyName>& properties,
                                                               const domain::IdentityGraph& identities, const domain::Cancellation& cancel);

} // namespace sightglass::query
