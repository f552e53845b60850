// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/expected.h"
#include "domain/project.h"
#include "service/demotraffic.h"

namespace sightglass::pipeline {
class Pipeline;
}
namespace sightglass::storage {
class Store;
}

namespace sightglass::service {

/// Makes the demo project and its history (`sightglassd demo add`). A demo that is there already is left as it is.
/// Blocks for some seconds; thread: any worker. Errors: those of the store.
[[nodiscard]] Expected<domain::Project> addDemo(storage::Store& store, const pipeline::Pipeline& pipeline,
                                                const DemoPlan& plan);

/// Removes every demo project with its sources and events; how many there were.
[[nodiscard]] Expected<int> removeDemo(storage::Store& store);

} // namespace sightglass::service
