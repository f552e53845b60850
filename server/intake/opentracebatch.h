// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/decoded.h"
#include "ingest/opentrace/validation.h"
#include "intake/intakeservice.h"

#include <functional>
#include <string>
#include <vector>

namespace sightglass::intake {

/// The events of one OpenTrace request, whose items may belong to several resources.
struct OpenTraceBatch
{
    struct Part
    {
        domain::SourceDirectory::Entry entry;
        std::vector<domain::DecodedEvent> events;
    };

    bool isList = false;
    std::size_t items = 0;
    std::vector<Part> parts; ///< One for each source.
    std::vector<ingest::Refusal> refusals;
    ingest::opentrace::Problems problems; ///< Of the last item that is not valid.

    void add(domain::SourceDirectory::Entry entry, std::vector<domain::DecodedEvent> events);
    void warn(domain::Warning warning); ///< About every event so far.
    void refuse(int index, std::string code, std::string message);
};

/// Stores all parts; `done` is called once, with the worst of their results.
void storeAll(IntakeService& service, std::vector<OpenTraceBatch::Part> parts, TimePoint receivedAt,
              std::function<void(StoreResult)> done);

/// The session of an event that names none: `ss_` and random characters, which link nobody (spec opentrace §2.2).
[[nodiscard]] std::string inventedSession(bool strict);

} // namespace sightglass::intake
