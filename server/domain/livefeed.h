// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace sightglass::domain {

/// A request or item that was refused, as a person sees it in the live view.
struct Rejection
{
    TimePoint at{};
    std::string
        reason; ///< Code of the protocol's contract, e.g. "invalid_write_key", or of the hub, e.g. "source_off".
    std::string detail; ///< One sentence.
    Protocol protocol = Protocol::Segment;
    ProjectId project; ///< None when the sender could not be matched to a source.
    SourceId source;
    std::string key;        ///< The unknown public id, for "create a source for this"; empty otherwise.
    std::string excerpt;    ///< At most 500 bytes of what was sent, secrets removed.
    std::int64_t items = 1; ///< More: it sums up so many items of one request.
};

/// What just happened, for whoever watches: stored events after their commit, and refusals.
/// Thread: every member from any thread. Nothing is copied while nobody listens.
class LiveFeed
{
public:
    using Events = std::shared_ptr<const std::vector<Event>>;
    struct Listener
    {
        std::function<void(Events)> stored; ///< Events of all projects; must be quick.
        std::function<void(const Rejection&)> rejected;
    };
    /// Ends the listening when destroyed.
    using Subscription = std::shared_ptr<void>;

    virtual ~LiveFeed() = default;
    [[nodiscard]] virtual Subscription listen(Listener listener) = 0;
    [[nodiscard]] virtual bool hasListeners() const = 0;
    virtual void stored(Events events) = 0;
    virtual void rejected(Rejection rejection) = 0;
};

} // namespace sightglass::domain
