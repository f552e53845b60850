// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/request.h"
#include "domain/sourcedirectory.h"
#include "ingest/tracker/cookie.h"
#include "ingest/tracker/eventdecoder.h"
#include "ingest/tracker/redirecttarget.h"

#include <cstddef>
#include <functional>
#include <string>

namespace sightglass::intake {

/// Settings of the hub that concern the tracker's routes (spec tracker §16).
struct TrackerOptions
{
    ingest::tracker::Options events;
    ingest::tracker::CookieOptions cookie;
    ingest::tracker::RedirectRules redirects;
    std::string defaultRedirect;      ///< Where a redirect without a usable target leads; "" = the hub's own root.
    std::string serverSecret;         ///< Bearer token that server track asks for; "" = none.
    bool originalPixel = false;       ///< The white GIF of the original instead of a transparent one.
    std::size_t requestsAtOnce = 0;   ///< More are answered 503; 0 = no limit.
    std::function<bool()> isWritable; ///< Whether the store takes events; none: it does.
    TimePoint startedAt{};            ///< Of the hub.
};

/// What tracking routes answer (spec tracker §2), as the settings have it. Owner: TrackerIntake. Thread: any.
class TrackerReplies
{
public:
    /// `options` must outlive it.
    explicit TrackerReplies(const TrackerOptions& options)
        : m_options(options)
    {
    }

    /// To a request that was understood; `decoded` is null when nothing is to be stored.
    [[nodiscard]] domain::Response answer(ingest::tracker::Call call, const std::string& location,
                                          const ingest::tracker::Decoded* decoded) const;
    /// Where a redirect leads.
    [[nodiscard]] std::string locationOf(const domain::Request& request) const;
    /// Puts the visitor's cookie into an answer, where there is to be one.
    void addCookie(domain::Response& response, const domain::Request& request, ingest::tracker::Call call,
                   const domain::SourceEntry& entry, const ingest::tracker::Decoded& decoded) const;
    [[nodiscard]] bool opensServerTrack(const domain::Request& request) const;

private:
    const TrackerOptions& m_options;
};

} // namespace sightglass::intake
