// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/slotlog.h"

namespace sightglass::query {

namespace {

constexpr std::size_t kMostLogged = 4'000'000;
constexpr std::uint32_t kNewPerson = 0x80000000;

} // namespace

void SlotLog::add(std::uint32_t stamp, std::size_t slot)
{
    if (m_slots.size() >= kMostLogged) {
        m_isWhole = false;
        return;
    }
    m_slots.push_back(static_cast<std::uint32_t>(slot) | (stamp != m_last ? kNewPerson : 0));
    m_last = stamp;
}

void SlotLog::append(const SlotLog& other)
{
    m_isWhole = m_isWhole && other.m_isWhole;
    m_slots.insert(m_slots.end(), other.m_slots.begin(), other.m_slots.end());
}

std::uint32_t SlotLog::countPeople(std::span<const std::uint8_t> wanted) const
{
    std::uint32_t people = 0;
    bool isCounted = false;
    for (const std::uint32_t entry : m_slots) {
        isCounted = isCounted && !(entry & kNewPerson);
        if (!isCounted && wanted[entry & ~kNewPerson]) {
            isCounted = true;
            ++people;
        }
    }
    return people;
}

} // namespace sightglass::query
