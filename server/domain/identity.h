// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace sightglass::domain {

/// "From `at` on, `from` is `to`." Keys are the keyed hashes of Event::visitor. Made from identify and alias events.
struct IdentityLink
{
    std::uint64_t from = 0; ///< An anonymous id's key, or with `merge` a person's.
    std::uint64_t to = 0;   ///< A person's key; with `merge` another anonymous id's, too, whose links then count.
    TimePoint at{};
    bool merge = false; ///< alias: two people become one, transitively and for all time.
    bool operator==(const IdentityLink&) const = default;
};

/// Who a visitor key stands for, computed from links when a question is asked (metrics §2 "Identity links").
/// Earlier events follow the first link; events after a later link follow that one; merges apply to all time.
/// A plain value; build once per question, then read from any thread.
class IdentityGraph
{
public:
    IdentityGraph() = default;
    explicit IdentityGraph(std::vector<IdentityLink> links);

    /// The key whose links say who `key` is: its own, or what it was merged into has.
    [[nodiscard]] std::uint64_t bearer(std::uint64_t key) const { return m_links.contains(key) ? key : survivor(key); }
    /// The person behind `key` at `time`, or `key` itself.
    [[nodiscard]] std::uint64_t resolve(std::uint64_t key, TimePoint time) const;
    [[nodiscard]] bool isEmpty() const { return m_links.empty() && m_merges.empty(); }

private:
    [[nodiscard]] std::uint64_t survivor(std::uint64_t person) const;

    std::unordered_map<std::uint64_t, std::vector<IdentityLink>> m_links;
    std::unordered_map<std::uint64_t, std::uint64_t> m_merges;
};

} // namespace sightglass::domain
