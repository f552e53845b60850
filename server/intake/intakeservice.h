// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/counters.h"
#include "domain/decodedevent.h"
#include "domain/eventsink.h"
#include "domain/livefeed.h"
#include "domain/request.h"
#include "domain/sharedaddresses.h"
#include "domain/sourcedirectory.h"
#include "domain/unknownsenders.h"
#include "intake/deadlinetimer.h"
#include "intake/ratelimiter.h"
#include "pipeline/pipeline.h"

#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <vector>

namespace sightglass::intake {

/// The hub's parts that every protocol's intake works with. They outlive the service.
struct IntakeParts
{
    const domain::SourceDirectory& directory;
    const pipeline::Pipeline& pipeline;
    domain::EventSink& sink;
    domain::LiveFeed* feed = nullptr; ///< None: refusals are only counted.
    Counters& counters;
    domain::UnknownSenders* unknown = nullptr; ///< None: nobody asks who they are.
    domain::SharedAddresses* shared = nullptr; ///< Likewise.
    /// The scope of the token in an Authorization header ("Bearer …"), from memory; nothing for none and unknown ones.
    std::function<std::optional<domain::Scope>(std::string_view authorization)> scopeOf = {};
};

/// What became of a submission.
enum class StoreResult : std::uint8_t {
    Stored,     ///< Committed, or nothing had to be stored.
    Busy,       ///< The writer's queue is full: nothing was taken.
    Unavailable ///< The store cannot be written: nothing was stored.
};

/// Why a request's events are answered as a success without being stored (spec routes §3, C36). Discarded: the hub has
/// no use for them, e.g. replays.
enum class Ignored : std::uint8_t { OptOut, Prefetch, Strict, Bot, Discarded, Excluded };

/// What the intakes of all protocols share: the way from decoded events to the sink, rate limits, opt-out and prefetch
/// rules, counters and the report of refusals. Owner: service. Thread: every member from any thread.
class IntakeService
{
public:
    using Done = std::function<void(StoreResult)>;

    /// So long a redirect or an image waits for its event's commit: a person waits for it (spec routes §3 "when
    /// answered").
    static constexpr std::chrono::milliseconds kPersonWaits{250};

    explicit IntakeService(const IntakeParts& parts);

    [[nodiscard]] const domain::SourceDirectory& directory() const { return m_parts.directory; }

    /// Completes the events and stores them; `done` is called once, on this thread or the sink's.
    void store(const domain::SourceEntry& entry, std::vector<domain::DecodedEvent> events, TimePoint receivedAt,
               Done done);

    /// The two halves of store(), for protocols whose answers tell more than that, or whose requests concern several
    /// sources. complete(): whether the event is to be submitted; one that is only to be counted is.
    [[nodiscard]] bool complete(domain::DecodedEvent& decoded, const domain::SourceEntry& entry, TimePoint receivedAt);
    /// Stores completed events, whole or not at all; `done` as of store().
    void submit(std::vector<domain::Event> events, Done done);

    /// How long a source over its limit has to wait; nothing when it may send `events` more.
    [[nodiscard]] std::optional<std::chrono::seconds> overLimit(const domain::Source& source, std::size_t events,
                                                                TimePoint now)
    {
        return m_limits.take(source, events, now);
    }

    /// Whether a source is switched off; then the events are counted as refused, and each protocol answers as for a key
    /// that was withdrawn.
    [[nodiscard]] bool refusesSwitchedOff(const domain::SourceEntry& entry, domain::Protocol protocol, TimePoint at);
    /// Notes whether a hub token that may write comes with the request: then its sender is trusted (spec routes §3
    /// "client address").
    void recognise(domain::Request& request) const;

    /// Whether a request asks not to be recorded and the project honours it (spec routes §3 "opt-out").
    [[nodiscard]] static bool optsOut(const domain::Request& request, const domain::Project& project);
    [[nodiscard]] static bool asksForPrivacy(const domain::Request& request);
    /// Whether nobody looks at the answer of this GET: a prefetch, a preview or HEAD (spec routes C35, C36).
    [[nodiscard]] static bool isPrefetch(const domain::Request& request);

    /// Likewise; a prefetch is counted, HEAD is not.
    [[nodiscard]] bool ignoresPrefetch(const domain::Request& request, domain::Protocol protocol);
    /// Counts events that were answered but not stored.
    void ignored(domain::Protocol protocol, Ignored reason, std::size_t events);
    /// Counts one in a counter that each source has.
    void countOfSource(std::string_view counter, SourceId source);
    /// Remembers an id, key or host that no source has, of a sender whose events are kept in Unassigned all the same.
    void unknownSender(domain::Protocol protocol, std::string_view id, TimePoint at);
    /// Counts a refusal and shows it to whoever watches. `reason` is a code of the protocol's contract. A refusal with
    /// a key is that of an unknown sender.
    void refused(domain::Rejection rejection);
    /// The same for many of one request: the first hundred one by one, the others summed up by source and reason.
    void refused(std::vector<domain::Rejection> rejections);

    /// Answers with `late` when `respond` has not been called after `wait`. The returned responder answers once.
    [[nodiscard]] domain::Responder answerWithin(std::chrono::milliseconds wait, domain::Responder respond,
                                                 domain::Response late);

private:
    static constexpr std::size_t kOutcomes = 8;
    void noteSender(const domain::DecodedEvent& decoded, SourceId source, TimePoint at);
    void countBot(const domain::Event& event);
    void noteExclusion(const domain::Event& event, TimePoint at, bool isStored);
    void count(domain::Protocol protocol, std::size_t outcome, std::size_t events);

    const IntakeParts m_parts;
    /// Looked up at first use, so that protocols nobody speaks have no counters.
    std::array<std::array<std::atomic<Counters::Counter*>, kOutcomes>, domain::kProtocolCount> m_counters{};
    RateLimiter m_limits;
    DeadlineTimer m_timer;
};

} // namespace sightglass::intake
