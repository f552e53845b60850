// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/intakeservice.h"

#include "core/charset.h"
#include "core/firstinfull.h"
#include "intake/rejections.h"

#include <algorithm>
#include <atomic>

namespace sightglass::intake {

namespace {

using domain::Protocol;

std::string eventsCounter(Protocol protocol, std::string_view outcome)
{
    std::string counter = "sightglass_events_total{protocol=\"";
    counter.append(domain::name(protocol)).append("\",outcome=\"").append(outcome).append("\"}");
    return counter;
}

/// What became of events, as counted; the first six in the order of Ignored.
constexpr std::array<std::string_view, 8> kOutcomeNames{"opt_out",   "prefetch", "strict", "bot",
                                                        "discarded", "excluded", "stored", "duplicate"};
constexpr std::size_t kStored = 6;
constexpr std::size_t kDuplicate = 7;
/// Classes of bot verdicts: what stands before the colon of a rule's id (resources/data, pipeline/enrichmentstage.cpp).
constexpr std::array<std::string_view, 5> kBotClasses{"ai", "crawler", "headless", "library", "spam"};

bool contains(std::string_view text, std::string_view lowerWord)
{
    const auto found = std::search(text.begin(), text.end(), lowerWord.begin(), lowerWord.end(),
                                   [](char a, char b) { return asciiLower(a) == b; });
    return found != text.end();
}

} // namespace

IntakeService::IntakeService(const IntakeParts& parts)
    : m_parts(parts)
{
}

void IntakeService::store(const domain::SourceEntry& entry, std::vector<domain::DecodedEvent> decoded,
                          TimePoint receivedAt, Done done)
{
    std::vector<domain::Event> events;
    events.reserve(decoded.size());
    for (domain::DecodedEvent& one : decoded) {
        if (complete(one, entry, receivedAt))
            events.push_back(std::move(one.event));
    }
    submit(std::move(events), std::move(done));
}

void IntakeService::submit(std::vector<domain::Event> events, Done done)
{
    if (events.empty())
        return done(StoreResult::Stored);

    const Protocol protocol = events.front().protocol;
    const auto stored = [this, protocol, done](const Expected<domain::StoreOutcome>& outcome) {
        if (!outcome)
            return done(outcome.error().code == ErrorCode::Busy ? StoreResult::Busy : StoreResult::Unavailable);
        const auto duplicates =
            std::count(outcome->items.begin(), outcome->items.end(), domain::StoreOutcome::Item::Duplicate);
        const auto all = static_cast<std::ptrdiff_t>(outcome->items.size());
        count(protocol, kStored, static_cast<std::size_t>(all - duplicates));
        count(protocol, kDuplicate, static_cast<std::size_t>(duplicates));
        done(StoreResult::Stored);
    };
    if (const auto taken = m_parts.sink.submit(std::move(events), stored); !taken)
        done(taken.error().code == ErrorCode::Busy ? StoreResult::Busy : StoreResult::Unavailable);
}

bool IntakeService::complete(domain::DecodedEvent& decoded, const domain::SourceEntry& entry, TimePoint receivedAt)
{
    noteSender(decoded, entry.source.id, receivedAt);
    const pipeline::Disposition disposition = m_parts.pipeline.complete(decoded, entry, receivedAt);
    const bool isStored = disposition == pipeline::Disposition::Store;
    if (!decoded.event.excluded.empty())
        noteExclusion(decoded.event, receivedAt, isStored);
    switch (disposition) {
    case pipeline::Disposition::Store: break;
    case pipeline::Disposition::CountExcluded: ignored(decoded.event.protocol, Ignored::Excluded, 1); return false;
    case pipeline::Disposition::CountBot: countBot(decoded.event); return false;
    case pipeline::Disposition::CountIdentity: ignored(decoded.event.protocol, Ignored::Strict, 1); return false;
    }
    return true;
}

/// By the best that tells one sender from another.
void IntakeService::noteSender(const domain::DecodedEvent& decoded, SourceId source, TimePoint at)
{
    if (!m_parts.shared || decoded.address.empty())
        return;
    const domain::Event& event = decoded.event;
    const std::string& sender = !event.anonymousId.empty() ? event.anonymousId
                                : !event.userId.empty()    ? event.userId
                                                           : decoded.userAgent;
    m_parts.shared->noteSender(decoded.address, source, sender, at);
}

bool IntakeService::refusesSwitchedOff(const domain::SourceEntry& entry, Protocol protocol, TimePoint at)
{
    if (entry.source.enabled)
        return false;
    refused(switchedOff(protocol, at, entry));
    return true;
}

void IntakeService::recognise(domain::Request& request) const
{
    const std::string_view authorization = domain::header(request.headers, "Authorization");
    if (!m_parts.scopeOf || !authorization.starts_with("Bearer "))
        return;
    const auto scope = m_parts.scopeOf(authorization);
    request.isOfTrustedSender = request.isOfTrustedSender || (scope && *scope != domain::Scope::Read);
}

bool IntakeService::optsOut(const domain::Request& request, const domain::Project& project)
{
    const bool honours = project.privacy == domain::Privacy::Strict || project.honourOptOut == domain::OptOut::On;
    return honours && asksForPrivacy(request);
}

bool IntakeService::asksForPrivacy(const domain::Request& request)
{
    return domain::header(request.headers, "DNT") == "1" || domain::header(request.headers, "Sec-GPC") == "1";
}

bool IntakeService::isPrefetch(const domain::Request& request)
{
    return request.method == domain::Method::Head ||
           contains(domain::header(request.headers, "Sec-Purpose"), "prefetch") ||
           contains(domain::header(request.headers, "Purpose"), "prefetch") ||
           contains(domain::header(request.headers, "X-Moz"), "prefetch") ||
           contains(domain::header(request.headers, "X-Purpose"), "preview");
}

bool IntakeService::ignoresPrefetch(const domain::Request& request, Protocol protocol)
{
    if (!isPrefetch(request))
        return false;
    if (request.method != domain::Method::Head)
        ignored(protocol, Ignored::Prefetch, 1);
    return true;
}

void IntakeService::ignored(Protocol protocol, Ignored reason, std::size_t events)
{
    count(protocol, static_cast<std::size_t>(reason), events);
}

/// Also by why (spec routes §3 "bots"): whoever scrapes the counters has the hours.
void IntakeService::countBot(const domain::Event& event)
{
    ignored(event.protocol, Ignored::Bot, 1);
    const std::string_view rule = event.bot.rule;
    const std::string_view kind = rule.substr(0, rule.find(':'));
    const bool known = std::find(kBotClasses.begin(), kBotClasses.end(), kind) != kBotClasses.end();
    std::string counter = "sightglass_ignored_bots_total{protocol=\"";
    counter.append(domain::name(event.protocol)).append("\",reason=\"").append(known ? kind : "other").append("\"}");
    m_parts.counters.at(counter).fetch_add(1, std::memory_order_relaxed);
}

/// Counted by why, like bots; shown by itself when no stored event shows it (design §2.3).
void IntakeService::noteExclusion(const domain::Event& event, TimePoint at, bool isStored)
{
    const std::string_view kind = domain::exclusionKind(event.excluded);
    std::string counter = "sightglass_excluded_total{protocol=\"";
    counter.append(domain::name(event.protocol)).append("\",reason=\"").append(kind).append("\"}");
    m_parts.counters.at(counter).fetch_add(1, std::memory_order_relaxed);
    if (isStored || !m_parts.feed)
        return;
    domain::Rejection rejection = rejectionOf(event.protocol, at, nullptr, "excluded_" + std::string(kind),
                                              "A rule keeps it out: " + event.excluded);
    rejection.project = event.project;
    rejection.source = event.source;
    m_parts.feed->rejected(std::move(rejection));
}

void IntakeService::countOfSource(std::string_view counter, SourceId source)
{
    std::string labelled(counter);
    labelled.append("{source=\"").append(std::to_string(source.value)).append("\"}");
    m_parts.counters.at(labelled).fetch_add(1, std::memory_order_relaxed);
}

void IntakeService::unknownSender(Protocol protocol, std::string_view id, TimePoint at)
{
    if (m_parts.unknown)
        m_parts.unknown->note(protocol, id, at);
}

void IntakeService::refused(domain::Rejection rejection)
{
    unknownSender(rejection.protocol, rejection.key, rejection.at);
    std::string counter = "sightglass_refused_total{protocol=\"";
    counter.append(domain::name(rejection.protocol)).append("\",reason=\"").append(rejection.reason).append("\"}");
    m_parts.counters.at(counter).fetch_add(rejection.items, std::memory_order_relaxed);
    if (m_parts.feed)
        m_parts.feed->rejected(std::move(rejection));
}

void IntakeService::refused(std::vector<domain::Rejection> rejections)
{
    FirstInFull<domain::Rejection> told;
    for (domain::Rejection& rejection : rejections)
        told.add(std::move(rejection), [](const domain::Rejection& known, const domain::Rejection& other) {
            return known.reason == other.reason && known.source == other.source;
        });
    for (domain::Rejection& rejection : told.take())
        refused(std::move(rejection));
}

domain::Responder IntakeService::answerWithin(std::chrono::milliseconds wait, domain::Responder respond,
                                              domain::Response late)
{
    auto answered = std::make_shared<std::atomic<bool>>(false);
    const domain::Responder once = [answered, respond = std::move(respond)](domain::Response response) {
        if (!answered->exchange(true))
            respond(std::move(response));
    };
    m_timer.after(wait, [once, late = std::move(late)] { once(late); });
    return once;
}

void IntakeService::count(Protocol protocol, std::size_t outcome, std::size_t events)
{
    if (events == 0)
        return;
    auto& slot = m_counters[static_cast<std::size_t>(protocol)][outcome];
    Counters::Counter* counter = slot.load(std::memory_order_acquire);
    if (!counter) {
        counter = &m_parts.counters.at(eventsCounter(protocol, kOutcomeNames[outcome]));
        slot.store(counter, std::memory_order_release);
    }
    counter->fetch_add(static_cast<std::int64_t>(events), std::memory_order_relaxed);
}

} // namespace sightglass::intake
