// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/identitystage.h"

#include "pipeline/privacystage.h"
#include "pipeline/visitorkeys.h"

#include <algorithm>
#include <utility>

namespace sightglass::pipeline {

using domain::Event;
using domain::Kind;
using domain::LinkKind;
using domain::VisitorBasis;

IdentityStage::IdentityStage(const std::string& idSecret, std::shared_ptr<DailySecrets> dailySecrets)
    : m_key(hashKey(idSecret))
    , m_secrets(std::move(dailySecrets))
{
}

void IdentityStage::apply(domain::DecodedEvent& decoded, const domain::SourceEntry& entry) const
{
    Event& event = decoded.event;
    if (!event.anonymousId.empty() && event.idSpace.empty())
        event.idSpace = domain::name(event.protocol);
    if (!decoded.hasVisitor)
        return;
    applyVisitor(decoded, entry);
    if (!isStrict(event, entry.project))
        applyLink(decoded, entry);
}

void IdentityStage::applyVisitor(domain::DecodedEvent& decoded, const domain::SourceEntry& entry) const
{
    Event& event = decoded.event;
    const bool strict = isStrict(event, entry.project);
    const bool byTab = event.visitorBasis == VisitorBasis::Tab;
    event.visitorBasis = VisitorBasis::None;
    event.visitor = 0;
    if (byTab) {
        event.visitor = tabVisitor(event, entry.project.id);
        event.visitorBasis = event.visitor ? VisitorBasis::Tab : VisitorBasis::None;
    } else if (!strict && !event.userId.empty()) {
        event.visitor = personKey(m_key, entry.project.id, event.userId);
        event.visitorBasis = VisitorBasis::Person;
    } else if (!strict && !event.anonymousId.empty()) {
        event.visitor = clientKey(m_key, entry.project.id, event.idSpace, event.anonymousId);
        event.visitorBasis = VisitorBasis::Client;
    } else if (!decoded.address.empty()) {
        event.visitor = hashedVisitor(decoded, entry);
        event.visitorBasis = event.visitor ? VisitorBasis::Hash : VisitorBasis::None;
    }
}

void IdentityStage::applyLink(domain::DecodedEvent& decoded, const domain::SourceEntry& entry) const
{
    Event& event = decoded.event;
    const bool both = !event.userId.empty() && !event.anonymousId.empty();
    const bool links = event.kind == Kind::Identify || (event.kind != Kind::Alias && entry.source.linkOnAllEvents);
    if (event.linkKind == LinkKind::None && both && links) {
        event.linkKind = LinkKind::Identify;
        event.linkedId = event.anonymousId;
    }
    keyLink(event, entry.project.id);
    if (decoded.linksVisitor && event.linkKind == LinkKind::None && !event.userId.empty() && !decoded.address.empty()) {
        event.linkFrom = hashedVisitor(decoded, entry);
        event.linkTo = event.linkFrom ? personKey(m_key, entry.project.id, event.userId) : 0;
        event.linkKind = event.linkFrom ? LinkKind::Identify : LinkKind::None;
    }
}

void IdentityStage::adopt(Event& event, const domain::SourceEntry& entry) const
{
    const ProjectId project = entry.project.id;
    if (event.visitorBasis == VisitorBasis::None && !(event.userId.empty() && event.anonymousId.empty())) {
        domain::DecodedEvent decoded;
        decoded.event = std::move(event);
        apply(decoded, entry);
        event = std::move(decoded.event);
        return;
    }
    const bool fromIds = event.visitorBasis == VisitorBasis::Person || event.visitorBasis == VisitorBasis::Client;
    if (fromIds && entry.project.privacy == domain::Privacy::Strict)
        event.visitorBasis = VisitorBasis::None; // nothing made from an id is kept there
    if (event.visitorBasis == VisitorBasis::Person)
        event.visitor = personKey(m_key, project, event.userId);
    else if (event.visitorBasis == VisitorBasis::Client)
        event.visitor = clientKey(m_key, project, event.idSpace, event.anonymousId);
    else if (event.visitorBasis == VisitorBasis::None)
        event.visitor = 0;
    if (entry.project.privacy != domain::Privacy::Strict)
        keyLink(event, project);
}

void IdentityStage::keyLink(Event& event, ProjectId project) const
{
    if (event.linkKind == LinkKind::None || event.linkedId.empty() || event.userId.empty())
        return;
    const std::string& space = event.idSpace.empty() ? event.idSpace = domain::name(event.protocol) : event.idSpace;
    event.linkTo = personKey(m_key, project, event.userId);
    const std::uint64_t client = clientKey(m_key, project, space, event.linkedId);
    if (event.linkKind == LinkKind::Alias) {
        // The previous id of an alias may be a person's or a client's; nothing in the call says which.
        event.linkFrom = personKey(m_key, project, event.linkedId);
        event.linkFromClient = client;
    } else {
        event.linkFrom = client;
    }
    if (event.linkFrom == event.linkTo)
        event.linkFrom = event.linkFromClient = event.linkTo = 0;
}

std::uint64_t IdentityStage::hashedVisitor(const domain::DecodedEvent& decoded, const domain::SourceEntry& entry) const
{
    const Event& event = decoded.event;
    const Day today = dayOf(event.receivedAt);
    if (isStrict(event, entry.project))
        return m_strictVisitors.numberOf(entry.project.id, decoded.address, decoded.userAgent, today);
    if (!m_secrets)
        return 0;

    const std::chrono::milliseconds timeout = std::chrono::minutes(entry.project.visitTimeoutMinutes);
    const auto keyOn = [&](Day day) -> std::uint64_t {
        const auto key = m_secrets->keyOf(day, today);
        return key ? addressKey(*key, entry.project.id, decoded.address, decoded.userAgent) : 0;
    };
    // A late event belongs to the day it happened on, as long as that day's key is held.
    const Day day = std::min(dayOf(event.eventTime), today);
    Day keyDay = day;
    std::uint64_t visitor = 0;
    const Day dayBefore = day - std::chrono::days(1);
    const std::uint64_t before = keyOn(dayBefore);
    if (before && m_openVisits.isOpen(before, dayBefore, event.eventTime, timeout)) {
        visitor = before;
        keyDay = dayBefore;
    }
    if (!visitor)
        visitor = keyOn(day);
    if (!visitor)
        visitor = keyOn(keyDay = today);
    m_openVisits.note(visitor, keyDay, event.eventTime, timeout);
    return visitor;
}

std::uint64_t IdentityStage::tabVisitor(const Event& event, ProjectId project) const
{
    const Day today = dayOf(event.receivedAt);
    const auto key = m_secrets ? m_secrets->keyOf(today, today) : std::nullopt;
    return key && !event.sessionHint.empty() ? tabKey(*key, project, event.sessionHint) : 0;
}

} // namespace sightglass::pipeline
