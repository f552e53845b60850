// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"
#include "pipeline/dailysecrets.h"

#include <cstdint>
#include <string_view>

namespace sightglass::pipeline {

/// The permanent key of person and client keys, made from the store's secret.
[[nodiscard]] HashKey hashKey(std::string_view secret);

/// Keyed hashes that stand for visitors (spec routes §3 "visitor"). Two kinds never collide by having the same text:
/// the kind and the lengths of the parts are hashed too. Never 0, which means "no visitor".
[[nodiscard]] std::uint64_t personKey(const HashKey& key, ProjectId project, std::string_view userId);
[[nodiscard]] std::uint64_t clientKey(const HashKey& key, ProjectId project, std::string_view idSpace,
                                      std::string_view anonymousId);
[[nodiscard]] std::uint64_t addressKey(const HashKey& key, ProjectId project, std::string_view address,
                                       std::string_view userAgent);
[[nodiscard]] std::uint64_t tabKey(const HashKey& key, ProjectId project, std::string_view tabId);

} // namespace sightglass::pipeline
