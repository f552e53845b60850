// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/segment/itemerrors.h"

#include "ingest/segment/rawevent.h"

#include <string_view>
#include <utility>

namespace sightglass::ingest::segment {

namespace {

/// What an error has in common with others; unknown types differ in their names only.
ItemError kindOf(ItemError error)
{
    if (error.code.empty()) {
        error.code = "custom";
        error.message = "The event type is unknown.";
    }
    return error;
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
    if (!m_errors.isFull())
        m_refusals.push_back(refusalOf(error, item));
    else
        error = kindOf(std::move(error));
    m_errors.add(std::move(error), [](const ItemError& known, const ItemError& other) {
        return known.code == other.code && known.message == other.message;
    });
}

std::size_t ItemErrors::otherItems() const
{
    std::size_t items = 0;
    for (const ItemError& kind : others())
        items += kind.items;
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
    if (others().empty())
        return out;
    Refusal rest;
    rest.index = static_cast<int>(kInFull);
    rest.code = kInvalidPayload;
    rest.message = summary() + ":";
    for (const ItemError& kind : others())
        rest.message += " " + std::to_string(kind.items) + " × " + kind.message;
    rest.items = otherItems();
    out.push_back(std::move(rest));
    return out;
}

} // namespace sightglass::ingest::segment
