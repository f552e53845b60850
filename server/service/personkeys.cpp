// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/personkeys.h"

#include "pipeline/visitorkeys.h"

#include <algorithm>

namespace sightglass::service {

std::vector<std::uint64_t> visitorKeys(const std::string& secret, ProjectId project, const std::string& id)
{
    const pipeline::HashKey key = pipeline::hashKey(secret);
    std::vector<std::uint64_t> keys{pipeline::personKey(key, project, id)};
    for (int protocol = 0; protocol <= int(domain::Protocol::Import); ++protocol)
        keys.push_back(pipeline::clientKey(key, project, domain::name(domain::Protocol(protocol)), id));
    return keys;
}

Expected<std::vector<std::uint64_t>> knownKeys(storage::Store& store, ProjectId project,
                                               const std::vector<std::uint64_t>& keys)
{
    const Expected<std::unique_ptr<domain::EventScan>> scan = store.openScan();
    if (!scan)
        return unexpected(scan.error());
    const Expected<std::vector<domain::IdentityLink>> links = (*scan)->identityLinks(project);
    if (!links)
        return unexpected(links.error());
    std::vector<std::uint64_t> known;
    for (const std::uint64_t key : keys) {
        const Expected<std::vector<domain::Event>> first = store.personEvents(project, {key}, std::nullopt, 1);
        if (!first)
            return unexpected(first.error());
        const bool isLinked = std::any_of(links->begin(), links->end(), [key](const domain::IdentityLink& link) {
            return link.from == key || link.to == key;
        });
        if (isLinked || !first->empty())
            known.push_back(key);
    }
    return known;
}

} // namespace sightglass::service
