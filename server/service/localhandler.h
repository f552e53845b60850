// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/api.h"
#include "domain/request.h"

namespace sightglass::service {

/// API v2 for the control socket and for commands without a running hub: the data's owner needs no token.
/// Answers from a worker thread. `api` must outlive it.
[[nodiscard]] domain::Handler localHandler(api::Api& api);
/// One local request, answered on this thread.
[[nodiscard]] domain::Response answerLocally(api::Api& api, const domain::Request& request);

/// `GET /`: says that a hub answers here (spec routes C1).
[[nodiscard]] domain::Handler rootHandler();

} // namespace sightglass::service
