// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/saved.h"

#include "core/enumnames.h"

namespace sightglass::domain {

namespace {

using namespace std::string_view_literals;
constexpr std::array kSavedKind{"goal"sv,   "segment"sv, "report"sv, "annotation"sv,
                                "cohort"sv, "metric"sv,  "pixel"sv,  "rule"sv};

} // namespace

std::string_view name(SavedKind v)
{
    return enumName(v, kSavedKind);
}
std::optional<SavedKind> parseSavedKind(std::string_view t)
{
    return parseEnum<SavedKind>(t, kSavedKind);
}

} // namespace sightglass::domain
