// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/segment/itemerrors.h"

#include "ingest/segment/rawevent.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace sightglass::ingest::segment {

namespace {

/// What an error has in common with others; unknown types differ in their names only.
ItemErrors::Group groupOf(const ItemError& error)
{
    if (error.code.empty())
        return {"custom", "The event type is unknown.", 0};
    return {error.code, error.message, 0};
}

} // namespace

Refusal refusalOf(const ItemError& error, json::Value item)
{
    Refusal out;
    out.index = static_cast<int>(error.index);
    out.code = kInvalidPayload;
    out.message = error.message.empty() ? error.error : error.message;
    out.path = error.member.empty() ? std::string() : "/" + error.member;
    out.excerpt = excerpt(item);
    return out;
}

void ItemErrors::add(ItemError error, json::Value item)
{
    if (m_inFull.size() < kInFull) {
        m_refusals.push_back(refusalOf(error, item));
        m_inFull.push_back(std::move(error));
        return;
    }
    Group group = groupOf(error);
    auto known = std::find_if(m_others.begin(), m_others.end(), [&group](const Group& other) {
        return other.code == group.code && other.message == group.message;
    });
    if (known == m_others.end())
        known = m_others.insert(known, std::move(group));
    ++known->items;
}

std::size_t ItemErrors::otherItems() const
{
    std::size_t items = 0;
    for (const Group& group : m_others)
        items += group.items;
    return items;
}

std::string ItemErrors::summary() const
{
    const std::size_t items = otherItems();
    return std::to_string(items) + (items == 1 ? " more event was refused" : " more events were refused");
}

std::vector<Refusal> ItemErrors::takeRefusals()
{
    std::vector<Refusal> out = std::move(m_refusals);
    if (m_others.empty())
        return out;
    Refusal rest;
    rest.index = static_cast<int>(kInFull);
    rest.code = kInvalidPayload;
    rest.message = summary() + ":";
    for (const Group& group : m_others)
        rest.message += " " + std::to_string(group.items) + " × " + group.message;
    rest.items = otherItems();
    out.push_back(std::move(rest));
    return out;
}

} // namespace sightglass::ingest::segment
