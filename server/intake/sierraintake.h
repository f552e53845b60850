// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/pixel.h"
#include "domain/request.h"
#include "ingest/sierra/answers.h"
#include "ingest/sierra/options.h"
#include "ingest/sierra/page.h"
#include "intake/intakeservice.h"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::intake {

/// What the hub answers to trackers and libraries of SierraSoftworks Analytics (spec sierra §1, §2): the day's ping,
/// hits, exceptions, pixels, the tracker itself. A caller cannot tell a stored report from a dropped one. Owner:
/// service; must outlive the server. Thread: handlers run on server threads, any number at once; they do not block.
class SierraIntake
{
public:
    using Entry = domain::SourceDirectory::Entry;
    /// What the protocol needs of the hub beyond the service.
    struct Parts
    {
        domain::PixelLookup pixels; ///< None: there are no pixels.
        /// Makes the source of a URI and hands it on, once, from any thread; none: such events are Unassigned's.
        std::function<void(std::string uri, std::function<void(Entry)>)> registerSource;
    };

    SierraIntake(IntakeService& service, ingest::sierra::Options options, Parts parts);

    /// Handlers by route id.
    [[nodiscard]] std::vector<std::pair<std::string_view, domain::Handler>> handlers();

    /// POST /track/hit
    void hit(domain::Request&& request, domain::Responder respond);
    /// POST /track/exception
    void exception(domain::Request&& request, domain::Responder respond);
    /// GET /track/gif/{id}, {id}.gif: the image, 250 ms after the request at the latest.
    void pixel(domain::Request&& request, domain::Responder respond);

private:
    using Failure = ingest::sierra::Failure;

    template <typename Read, typename Decode>
    void take(const domain::Request& request, domain::Responder respond, const Read& read, const Decode& decode);
    /// Stores the event of a page; a page that no source knows makes one first, unless a bot saw it.
    void place(const domain::Request& request, const ingest::sierra::Page& page, Entry known,
               domain::DecodedEvent decoded, domain::Responder respond);
    void accept(TimePoint receivedAt, const domain::SourceEntry& entry, domain::DecodedEvent decoded,
                domain::Responder respond);
    void refuse(const domain::Request& request, const Failure& failure, const domain::Responder& respond);
    /// Counts what is answered as if it had been stored.
    void drop(const domain::Request& request, std::string_view reason, std::string_view detail,
              const domain::Responder& respond);
    [[nodiscard]] bool optsOut(const domain::Request& request, const domain::Project& project) const;
    /// Whether the pixel of a project is to be answered only.
    [[nodiscard]] bool isUncounted(const domain::Request& request, const domain::Project& project);
    /// The source a page belongs to: the one that lists its host, else the one of its URI; null when there is none.
    [[nodiscard]] Entry sourceOf(const ingest::sierra::Page& page) const;

    IntakeService& m_service;
    const ingest::sierra::Options m_options;
    const Parts m_parts;
    const std::string m_script; ///< /tracker.js
};

} // namespace sightglass::intake
