// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "domain/sourcedirectory.h"
#include "ingest/tracker/call.h"
#include "ingest/tracker/recordreader.h"
#include "intake/intakeservice.h"

#include <string>
#include <string_view>

namespace sightglass::intake {

/// Whose the tracker's requests are, and what people are told of those that were not taken as they were sent. Owner:
/// TrackerIntake. Thread: any.
class TrackerSites
{
public:
    explicit TrackerSites(IntakeService& service)
        : m_service(service)
    {
    }

    /// The source a request belongs to, by what names it best (spec routes C40); Unassigned when nothing does: then its
    /// sender is noted by the host of the page, where that is known. `page` is the address of the page that a request
    /// speaks of; "" when it names none, or another.
    [[nodiscard]] domain::SourceDirectory::Entry sourceOf(const domain::Request& request, std::string_view page);

    /// Counts and shows what a decoder lost or repaired (spec tracker §19).
    void report(const domain::Request& request, const domain::SourceEntry& entry,
                const ingest::tracker::ProblemCounts& problems);
    /// Nothing of what was sent is shown: it may hold somebody's e-mail address anywhere.
    void refuse(const domain::Request& request, const domain::SourceEntry* entry, std::string_view reason,
                std::string_view detail, std::size_t items = 1);

private:
    IntakeService& m_service;
};

/// Address of the page that a request speaks of, as `url` of its query or its body; "" when it names none.
[[nodiscard]] std::string trackedPage(const domain::Request& request, const ingest::tracker::Body& body);

} // namespace sightglass::intake
