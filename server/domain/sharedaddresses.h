// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/ids.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::domain {

/// An address that many senders seem to share, so that their limits and their visitors are taken for one.
struct SharedAddress
{
    std::string address;
    std::int64_t forwarded = 0; ///< Requests that named another sender in a forwarding header, which is not believed.
    std::size_t senders = 0;    ///< Different people, clients or browsers within an hour, counted up to kCrowd.
    std::size_t sources = 0;    ///< Different sources within an hour, counted up to kCrowd.
    TimePoint last{};
};

/// Notices proxies that are not among the trusted ones, and servers that send for many people (spec routes §3 "client
/// address", "rate limits"). In memory alone: no address is written anywhere. Thread: any.
class SharedAddresses
{
public:
    static constexpr std::size_t kCrowd = 50; ///< So many senders are no household any more.
    static constexpr std::size_t kSites = 5;
    static constexpr std::size_t kMost = 500;

    /// An event of a sender (any text that tells him from others) came from `address`.
    void noteSender(std::string_view address, SourceId source, std::string_view sender, TimePoint at);
    /// A request from `address`, which is no trusted proxy, had forwarding headers.
    void noteForwarding(std::string_view address, TimePoint at);
    /// Those worth a warning, last seen first.
    [[nodiscard]] std::vector<SharedAddress> list() const;

private:
    struct Entry
    {
        std::set<std::size_t> senders; ///< Hashes
        std::set<SourceId> sources;
        std::size_t mostSenders = 0;
        std::size_t mostSources = 0;
        std::int64_t forwarded = 0;
        TimePoint hour{};
        TimePoint last{};
    };
    Entry& entryOf(std::string_view address, TimePoint at);

    mutable std::mutex m_mutex;
    std::map<std::string, Entry, std::less<>> m_entries;
};

} // namespace sightglass::domain
