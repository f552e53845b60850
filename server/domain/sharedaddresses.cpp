// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sharedaddresses.h"

#include <algorithm>
#include <functional>

namespace sightglass::domain {

namespace {

template <typename T> void addUpTo(std::set<T>& seen, const T& one, std::size_t& most)
{
    if (seen.size() < SharedAddresses::kCrowd)
        seen.insert(one);
    most = std::max(most, seen.size());
}

} // namespace

void SharedAddresses::noteSender(std::string_view address, SourceId source, std::string_view sender, TimePoint at)
{
    if (address.empty())
        return;
    const std::lock_guard lock(m_mutex);
    Entry& entry = entryOf(address, at);
    addUpTo(entry.sources, source, entry.mostSources);
    if (!sender.empty())
        addUpTo(entry.senders, std::hash<std::string_view>{}(sender), entry.mostSenders);
}

void SharedAddresses::noteForwarding(std::string_view address, TimePoint at)
{
    const std::lock_guard lock(m_mutex);
    ++entryOf(address, at).forwarded;
}

/// Begins the hour anew when it is over; the address seen longest ago makes room.
SharedAddresses::Entry& SharedAddresses::entryOf(std::string_view address, TimePoint at)
{
    auto found = m_entries.find(address);
    if (found == m_entries.end()) {
        if (m_entries.size() == kMost)
            m_entries.erase(std::min_element(m_entries.begin(), m_entries.end(), [](const auto& a, const auto& b) {
                return a.second.last < b.second.last;
            }));
        found = m_entries.emplace(address, Entry{}).first;
    }
    Entry& entry = found->second;
    if (at - entry.hour >= std::chrono::hours(1)) {
        entry.senders.clear();
        entry.sources.clear();
        entry.hour = at;
    }
    entry.last = at;
    return entry;
}

std::vector<SharedAddress> SharedAddresses::list() const
{
    std::vector<SharedAddress> out;
    {
        const std::lock_guard lock(m_mutex);
        for (const auto& [address, entry] : m_entries) {
            if (entry.forwarded > 0 || entry.mostSenders >= kCrowd || entry.mostSources >= kSites)
                out.push_back({address, entry.forwarded, entry.mostSenders, entry.mostSources, entry.last});
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.last > b.last; });
    return out;
}

} // namespace sightglass::domain
