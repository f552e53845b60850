// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/openmetrics/call.h"

#include "core/enumnames.h"

namespace sightglass::ingest::openmetrics {

namespace {

using namespace std::string_view_literals;
constexpr std::array kCallWords{"ping"sv,      "createUser"sv,   "events"sv,
                                "setUserId"sv, "setUserProps"sv, "setSessionProps"sv};

} // namespace

std::optional<Call> parseCall(std::string_view word)
{
    return parseEnum<Call>(word, kCallWords);
}

} // namespace sightglass::ingest::openmetrics
