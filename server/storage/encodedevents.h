// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/eventsink.h"
#include "storage/idhash.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::storage {

/// One event as the writer needs it: the row's columns, and where its body lies.
struct EncodedEvent
{
    std::int64_t source = 0;
    std::int64_t eventTime = 0;
    std::int64_t receivedAt = 0;
    std::uint64_t visitor = 0;
    std::uint64_t idHash = 0; ///< 0 = no message id
    std::uint64_t linkFrom = 0;
    std::uint64_t linkTo = 0;
    std::uint64_t linkFromClient = 0; ///< The same previous id read as a client id (domain/event.h).
    std::uint32_t bodyAt = 0;
    std::uint32_t bodySize = 0;
    std::uint32_t clicksAt = 0;
    std::uint16_t clicks = 0; ///< Click ids that may link people.
    domain::Kind kind = domain::Kind::Custom;
    bool isMerge = false;
    bool isOfUser = false; ///< With clicks.
};

/// The events of one submission, encoded on the thread that submits so that the writer only binds.
class EncodedEvents
{
public:
    EncodedEvents() = default;
    EncodedEvents(std::span<const domain::Event> events, const IdHash& hash);

    [[nodiscard]] std::span<const EncodedEvent> events() const { return m_events; }
    [[nodiscard]] std::string_view body(const EncodedEvent& event) const
    {
        return std::string_view(m_bodies).substr(event.bodyAt, event.bodySize);
    }
    /// Hashes of its click ids.
    [[nodiscard]] std::span<const std::uint64_t> clicks(const EncodedEvent& event) const
    {
        return std::span(m_clicks).subspan(event.clicksAt, event.clicks);
    }
    [[nodiscard]] std::size_t bytes() const
    {
        return m_bodies.size() + m_events.size() * sizeof(EncodedEvent) + m_clicks.size() * sizeof(std::uint64_t);
    }

private:
    std::vector<EncodedEvent> m_events;
    std::string m_bodies;
    std::vector<std::uint64_t> m_clicks;
};

/// Events on their way to the writer, and who waits for them.
struct Submission
{
    EncodedEvents events;
    domain::StoreDone done;
    std::shared_ptr<std::vector<domain::Event>> live; ///< Kept only while somebody watches the live feed.
    std::int64_t heldBytes = 0;
};

} // namespace sightglass::storage
