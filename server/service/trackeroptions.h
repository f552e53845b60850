// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/tokens.h"
#include "core/expected.h"
#include "core/settings.h"
#include "intake/trackerintake.h"
#include "intake/trackerlinks.h"
#include "intake/trackerprivacy.h"
#include "storage/store.h"

namespace sightglass::service {

class HubCore;

/// What the settings say about the growth tracker's routes. Ids and hashes that only this hub can make come from the
/// store's secrets. `store` must outlive what is made of the options.
[[nodiscard]] intake::TrackerOptions trackerOptions(const Settings& settings, const storage::Store& store,
                                                    TimePoint startedAt);
/// The same for short links; `tokens` must outlive what is made of them.
[[nodiscard]] intake::TrackerLinkOptions trackerLinkOptions(const Settings& settings, const api::TokenBook& tokens);
/// What the hub knows about places and consent. `core` must outlive it.
[[nodiscard]] intake::TrackerWorld trackerWorld(HubCore& core);
/// Whether an Authorization header is that of a token with at least this scope.
[[nodiscard]] std::function<bool(std::string_view)> opensWithHeader(const api::TokenBook& tokens, domain::Scope scope);
/// A hub does not start with a filter or an address it cannot use (spec tracker §3.7). Errors: InvalidInput.
[[nodiscard]] Expected<void> checkTrackerOptions(const Settings& settings);

/// Whether everything below a domain belongs to many: "co.uk", "github.io". Thread: any.
[[nodiscard]] bool isPublicSuffix(std::string_view domain);

} // namespace sightglass::service
