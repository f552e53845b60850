// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/dictionary.h"

#include <cstring>
#include <mutex>
#include <utility>

namespace sightglass::query {

namespace {

constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15ULL; // 2^64 / golden ratio

/// Eight bytes at a time; texts are short.
std::uint32_t hashOf(std::string_view text)
{
    std::uint64_t hash = text.size() * kOdd;
    const char* at = text.data();
    std::size_t left = text.size();
    const auto mix = [&hash](std::uint64_t word) {
        hash = (hash ^ word) * kOdd;
        hash ^= hash >> 29;
    };
    for (; left >= 8; at += 8, left -= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        mix(word);
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, at, left);
    mix(rest);
    return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

} // namespace

Dictionary::Dictionary()
    : m_views{std::string_view()}
    , m_slots(64)
{
}

std::size_t Dictionary::placeOf(std::string_view text, std::uint32_t hash) const
{
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = hash & mask;
    while (m_slots[at].id != 0 && (m_slots[at].hash != hash || m_views[m_slots[at].id] != text))
        at = (at + 1) & mask;
    return at;
}

void Dictionary::grow()
{
    const std::vector<Slot> old = std::exchange(m_slots, std::vector<Slot>(m_slots.size() * 2));
    const std::size_t mask = m_slots.size() - 1;
    for (const Slot& slot : old) {
        if (slot.id == 0)
            continue;
        std::size_t at = slot.hash & mask;
        while (m_slots[at].id != 0)
            at = (at + 1) & mask;
        m_slots[at] = slot;
    }
}

std::uint32_t Dictionary::insert(std::string_view text, std::uint32_t hash)
{
    std::size_t at = placeOf(text, hash);
    if (m_slots[at].id != 0)
        return m_slots[at].id;
    if (m_views.size() * 2 > m_slots.size()) {
        grow();
        at = placeOf(text, hash);
    }
    m_bytes += text.size() + sizeof(std::string) + sizeof(std::string_view) + 4 * sizeof(Slot);
    const auto id = static_cast<std::uint32_t>(m_views.size());
    m_views.push_back(m_texts.emplace_back(text));
    m_slots[at] = {hash, id};
    return id;
}

void Dictionary::addAll(std::span<const std::string_view> texts, std::vector<std::uint32_t>& ids)
{
    ids.assign(texts.size(), 0);
    std::vector<std::uint32_t> missing;
    {
        const std::shared_lock lock(m_mutex);
        for (std::uint32_t i = 0; i < texts.size(); ++i) {
            if (texts[i].empty())
                continue;
            ids[i] = m_slots[placeOf(texts[i], hashOf(texts[i]))].id;
            if (ids[i] == 0)
                missing.push_back(i);
        }
    }
    if (missing.empty())
        return;
    const std::unique_lock lock(m_mutex);
    for (const std::uint32_t i : missing)
        ids[i] = insert(texts[i], hashOf(texts[i]));
}

std::uint32_t Dictionary::idOf(std::string_view text)
{
    if (text.empty())
        return 0;
    const std::unique_lock lock(m_mutex);
    return insert(text, hashOf(text));
}

std::optional<std::uint32_t> Dictionary::find(std::string_view text) const
{
    if (text.empty())
        return 0;
    const std::shared_lock lock(m_mutex);
    const std::uint32_t id = m_slots[placeOf(text, hashOf(text))].id;
    return id == 0 ? std::nullopt : std::optional(id);
}

std::size_t Dictionary::bytes() const
{
    const std::shared_lock lock(m_mutex);
    return m_bytes;
}

} // namespace sightglass::query
