// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/umami/message.h"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::ingest::umami {

/// What is answered to one object: a body and the status it has when it was sent alone (spec umami §3.3).
struct ItemAnswer
{
    int status = 200;
    std::string body;
    std::string token;                  ///< "" = none
    std::chrono::seconds retryAfter{0}; ///< 0 = no Retry-After
};

[[nodiscard]] ItemAnswer taken(std::string token, std::string_view session, std::string_view visit);
[[nodiscard]] ItemAnswer takenFromBot();
/// From an excluded address.
[[nodiscard]] ItemAnswer forbidden();
/// `{"disabled":true}`, of a source that is switched off: the tracker sends no more from this page.
[[nodiscard]] ItemAnswer switchedOff();
[[nodiscard]] ItemAnswer invalid(const Failure& failure);
[[nodiscard]] ItemAnswer unknown(Place place);
[[nodiscard]] ItemAnswer overLimit(std::chrono::seconds wait);

[[nodiscard]] domain::Response single(const ItemAnswer& answer);
[[nodiscard]] domain::Response batch(const std::vector<ItemAnswer>& answers);
/// `{"ok":true}`: of the heartbeat, and of what is thrown away.
[[nodiscard]] domain::Response fine();
[[nodiscard]] domain::Response unavailable();

} // namespace sightglass::ingest::umami
