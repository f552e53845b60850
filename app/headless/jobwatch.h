// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headless/hubaccess.h"

#include <QJsonObject>

#include <functional>

namespace sightglass::headless {

/// Follows a job of the hub to its end. On a terminal its progress stands on one line of standard error.
/// `meanwhile` is called over and over while it runs and should take some 100 ms; by default it only waits.
/// Gives the job as it ended. Errors: what the job failed with, Cancelled, and those of HubAccess.
[[nodiscard]] Expected<QJsonObject> watchJob(HubAccess& hub, const QJsonObject& job,
                                             const std::function<Expected<void>()>& meanwhile = {});

} // namespace sightglass::headless
