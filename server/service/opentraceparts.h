// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/opentraceintake.h"
#include "storage/store.h"

namespace sightglass::service {

/// What the OpenTrace intake asks the store for. All outlive the parts.
[[nodiscard]] intake::OpenTraceParts openTraceParts(storage::Store& store, intake::OpenTraceLinks& links,
                                                    domain::LiveSessions& sessions);

} // namespace sightglass::service
