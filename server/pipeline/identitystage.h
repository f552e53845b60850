// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decodedevent.h"
#include "domain/sourcedirectory.h"
#include "pipeline/openvisits.h"
#include "pipeline/strictvisitors.h"

#include <memory>
#include <string>

namespace sightglass::pipeline {

/// Says who an event is of: basis and key of the visitor, and the link between two ids it may carry
/// (spec routes §3 "visitor", "identity links"; metrics §2; segment §11). Needs eventTime. Thread: any.
class IdentityStage
{
public:
    IdentityStage(const std::string& idSecret, std::shared_ptr<DailySecrets> dailySecrets);

    void apply(domain::DecodedEvent& decoded, const domain::SourceEntry& entry) const;
    /// For an event that was complete once: keys made from ids are made anew with this hub's secret; keys of cookieless
    /// visitors stay, since what they were made from is gone. An event that names no basis is given one from its ids.
    void adopt(domain::Event& event, const domain::SourceEntry& entry) const;

private:
    void applyVisitor(domain::DecodedEvent& decoded, const domain::SourceEntry& entry) const;
    void applyLink(domain::DecodedEvent& decoded, const domain::SourceEntry& entry) const;
    void keyLink(domain::Event& event, ProjectId project) const;
    [[nodiscard]] std::uint64_t hashedVisitor(const domain::DecodedEvent& decoded,
                                              const domain::SourceEntry& entry) const;
    [[nodiscard]] std::uint64_t tabVisitor(const domain::Event& event, ProjectId project) const;

    HashKey m_key;
    std::shared_ptr<DailySecrets> m_secrets;
    mutable OpenVisits m_openVisits;
    mutable StrictVisitors m_strictVisitors;
};

} // namespace sightglass::pipeline
