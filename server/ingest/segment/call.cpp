// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/segment/call.h"

#include "core/enumnames.h"

namespace sightglass::ingest::segment {

namespace {

using namespace std::string_view_literals;

constexpr std::array kNames{"track"sv, "identify"sv, "page"sv, "screen"sv, "group"sv, "alias"sv};

} // namespace

std::string_view name(Call call)
{
    return enumName(call, kNames);
}

std::optional<Call> parseCall(std::string_view name)
{
    return parseEnum<Call>(name, kNames);
}

std::optional<Call> parseCallWord(std::string_view word)
{
    if (word.size() != 1)
        return parseCall(word);
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (kNames[i].front() == word.front())
            return static_cast<Call>(i);
    }
    return std::nullopt;
}

} // namespace sightglass::ingest::segment
