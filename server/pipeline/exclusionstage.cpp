// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/exclusionstage.h"

#include <array>

namespace sightglass::pipeline {

namespace {

using domain::Exclusions;

constexpr std::string_view kByAddress = "address";

std::array<const Exclusions*, 2> rulesOf(const domain::SourceEntry& entry)
{
    return {&entry.project.exclusions, &entry.source.exclusions};
}

std::string exclusionByPlace(const domain::Event& event, const domain::SourceEntry& entry)
{
    for (const Exclusions* rules : rulesOf(entry)) {
        if (const std::string* rule = rules->pageRule(event.path))
            return "page:" + *rule;
        if (const std::string* rule = rules->hostRule(event.hostname))
            return "host:" + *rule;
    }
    return {};
}

} // namespace

std::string exclusionOf(const domain::DecodedEvent& decoded, const domain::SourceEntry& entry)
{
    const std::string& address = decoded.excludableAddress.empty() ? decoded.address : decoded.excludableAddress;
    for (const Exclusions* rules : rulesOf(entry)) {
        if (rules->coversAddress(address))
            return std::string(kByAddress);
    }
    return exclusionByPlace(decoded.event, entry);
}

std::string exclusionNow(const domain::Event& event, const domain::SourceEntry& entry)
{
    const bool wasAddress = domain::exclusionKind(event.excluded) == kByAddress;
    for (const Exclusions* rules : rulesOf(entry)) {
        if (wasAddress && !rules->addresses.empty())
            return event.excluded;
    }
    return exclusionByPlace(event, entry);
}

} // namespace sightglass::pipeline
