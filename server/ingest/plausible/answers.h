// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/plausible/message.h"

#include <chrono>
#include <cstddef>
#include <string>

namespace sightglass::ingest::plausible {

/// The bytes of spec plausible §2.3.
/// `dropped`: for so many sites nothing was counted; `reasons` of it, "" for senders that are not to know.
[[nodiscard]] domain::Response accepted(std::size_t dropped, const std::string& reasons);
[[nodiscard]] domain::Response invalid(const Errors& errors);
/// The address that a request is taken to come from, for whoever sets up a proxy.
[[nodiscard]] domain::Response addressUsed(const domain::Request& request);
[[nodiscard]] domain::Response tooManyRequests(std::chrono::seconds wait);
[[nodiscard]] domain::Response busy();

} // namespace sightglass::ingest::plausible
