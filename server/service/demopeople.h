// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::service {

/// Chances of the demo, all from one seed.
using DemoDice = std::mt19937;

/// Where and with what somebody browses.
struct DemoHabit
{
    std::string_view timezone;
    std::string_view country;
    std::string_view locale;
    int utcOffsetHours;
    std::string_view userAgent;
    int width;
    int height;
};

/// How a visit came about: what its first page address carries.
struct DemoArrival
{
    std::string_view referrer;
    std::string_view campaign; ///< Query of the landing page, "" for none.
    std::string_view landing;
    int weight;
};

/// Somebody who may come back.
struct DemoPerson
{
    std::string anonymousId;
    std::string userId; ///< "" until they sign up.
    DemoHabit habit;
    double loyalty = 0; ///< Chance to be the one who comes back.
};

[[nodiscard]] DemoPerson makeDemoPerson(DemoDice& dice);
[[nodiscard]] const DemoArrival& drawDemoArrival(DemoDice& dice, bool newsletterDay);
/// The page after `page`; "" = they leave.
[[nodiscard]] std::string_view drawNextDemoPage(DemoDice& dice, std::string_view page);
[[nodiscard]] std::string_view demoTitle(std::string_view page);
/// User agents of crawlers and tools that come by.
[[nodiscard]] std::string_view drawDemoCrawler(DemoDice& dice);
/// Number 0 … 1.
[[nodiscard]] double chance(DemoDice& dice);

} // namespace sightglass::service
