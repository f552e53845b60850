// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/identity.h"

#include <cstdint>
#include <span>
#include <vector>

namespace sightglass::domain {

/// A visitor key that stood for a person from `from` on, up to but without `to`.
struct IdentitySpan
{
    std::uint64_t key = 0;
    TimePoint from = TimePoint::min();
    TimePoint to = TimePoint::max();
    bool operator==(const IdentitySpan&) const = default;
};

/// Everything that IdentityGraph::resolve() gives as this person, by key and time; `person` is one of those that it
/// gives. Pure; any thread.
[[nodiscard]] std::vector<IdentitySpan> identitySpans(const std::vector<IdentityLink>& links, std::uint64_t person);

/// Whether one of the spans, which are sorted as identitySpans() gives them, holds this key at that time.
[[nodiscard]] bool holds(std::span<const IdentitySpan> spans, std::uint64_t key, TimePoint time);
/// Their keys, ascending, each once.
[[nodiscard]] std::vector<std::uint64_t> keysOf(std::span<const IdentitySpan> spans);

} // namespace sightglass::domain
