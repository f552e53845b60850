// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contentdecoding.h"
#include "http/clientview.h"
#include "http/headparser.h"
#include "http/refusal.h"
#include "http/routematcher.h"
#include "http/shared.h"
#include "http/target.h"

#include <chrono>
#include <string>
#include <vector>

namespace sightglass::http {

/// What is to be done with a request whose head is known.
struct Verdict
{
    enum class Do : std::uint8_t { Serve, Preflight, Redirect, Refuse };
    Do what = Do::Refuse;
    const RouteRow* row = nullptr;
    MethodSet allowed = 0;
    ContentEncoding encoding = ContentEncoding::Identity;
    ClientView client;
    std::vector<std::string> captures;
    Refusal refusal;
};

/// Judges heads: which row, whose limits, and whether the request may go on (spec routes §0). It looks at nothing but
/// its arguments and what all threads share, so one serves every connection of a thread.
class Gatekeeper
{
public:
    explicit Gatekeeper(Shared& shared)
        : m_shared(shared)
    {
    }

    [[nodiscard]] Verdict judge(const RequestHead& head, Target& target, const PeerView& peer,
                                const ListenerView& listener) const;

    /// The row whose shape a refusal takes when the head itself is at fault; null when even the path is unknown.
    [[nodiscard]] const RouteRow* rowOfTarget(std::string_view verbatim) const;
    /// How long the head that begins with `bytes` may be: rows that take long targets have room for them.
    [[nodiscard]] std::size_t headLimit(std::string_view bytes) const;
    /// Whether what cannot be decompressed is no reason to refuse a request: the tracker's routes store what they can
    /// read all the same (spec routes §3 "malformed").
    [[nodiscard]] static bool takesUnreadableBodies(const RouteRow& row);
    /// A body past the row's limit: 413, or Segment's 400.
    [[nodiscard]] static Refusal tooLarge(const RouteRow& row);

private:
    [[nodiscard]] bool refuseByPath(const RequestHead& head, const Target& target, const RouteMatch& match,
                                    Verdict& verdict) const;
    [[nodiscard]] bool refuseByRate(Verdict& verdict) const;
    [[nodiscard]] bool refuseByHeaders(const RequestHead& head, Verdict& verdict) const;

    Shared& m_shared;
};

/// Where a redirect listener sends a request (spec routes C38).
[[nodiscard]] std::string redirectLocation(std::string_view host, std::uint16_t port, std::string_view verbatimTarget);

} // namespace sightglass::http
