// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/useragentcache.h"

#include <atomic>
#include <functional>
#include <string>
#include <vector>

namespace sightglass::pipeline {

namespace {

struct Slot
{
    std::uint64_t owner = 0;
    std::string text;
    UserAgent agent;
};

std::uint64_t nextId()
{
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

} // namespace

UserAgentCache::UserAgentCache(const UserAgentParser& parser)
    : m_parser(parser)
    , m_id(nextId())
{
}

const UserAgent& UserAgentCache::find(std::string_view text) const
{
    thread_local std::vector<Slot> slots(kSlots);
    Slot& slot = slots[std::hash<std::string_view>{}(text) % kSlots];
    if (slot.owner != m_id || slot.text != text) {
        slot.agent = m_parser.parse(text);
        slot.text = text;
        slot.owner = m_id;
    }
    return slot.agent;
}

} // namespace sightglass::pipeline
