// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/project.h"
#include "domain/query.h"
#include "query/acquisition.h"

#include <QJsonObject>

#include <set>
#include <vector>

namespace sightglass::test {

/// A second answer to every question: slow, obvious, and made without the engine's reports. Walks plain events with
/// plain loops and sets, straight from the sentences of spec metrics §1–9 and §11; what those leave open: README.md
/// here.
struct OracleInput
{
    std::vector<domain::Event> events;
    domain::Project project;
    domain::Query query;
    TimePoint now{};
    std::set<std::int64_t> appSources;
    query::AcquisitionNames names;
    std::vector<domain::Condition> goals = {}; ///< When not empty: any of them converts, in place of query.goal.
};
/// The members of the report without "query" and "stats".
[[nodiscard]] QJsonObject oracle(const OracleInput& input);

} // namespace sightglass::test
