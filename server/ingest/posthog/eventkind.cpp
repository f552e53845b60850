// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/posthog/eventkind.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sightglass::ingest::posthog {

namespace {

using namespace std::string_view_literals;
using domain::Kind;

constexpr std::array kKinds{
    std::pair("$pageview"sv, Kind::Pageview),    std::pair("$screen"sv, Kind::Screen),
    std::pair("$pageleave"sv, Kind::Engagement), std::pair("$identify"sv, Kind::Identify),
    std::pair("$set"sv, Kind::Identify),         std::pair("$create_alias"sv, Kind::Alias),
    std::pair("$groupidentify"sv, Kind::Group),  std::pair("$web_vitals"sv, Kind::Vitals),
    std::pair("$exception"sv, Kind::Exception),  std::pair("$feature_flag_called"sv, Kind::Exposure)};
constexpr std::array kDiscarded{"$snapshot"sv, "$performance_event"sv, "$$heatmap"sv};

} // namespace

std::optional<Kind> kindOf(std::string_view name)
{
    if (std::find(kDiscarded.begin(), kDiscarded.end(), name) != kDiscarded.end())
        return std::nullopt;
    const auto* const found =
        std::find_if(kKinds.begin(), kKinds.end(), [name](const auto& entry) { return entry.first == name; });
    return found == kKinds.end() ? Kind::Custom : found->second;
}

} // namespace sightglass::ingest::posthog
