// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>

#include <span>

namespace sightglass::bench {

/// The request that a protocol's usual client sends for one event: what requesttemplate.h puts numbers into, and
/// members of the source between the same braces, as {umamiId}. {host} is the site's.
struct ProtocolRequest
{
    const char* protocol = nullptr;
    const char* line = nullptr;    ///< "POST /api/event"
    const char* headers = nullptr; ///< With CRLF.
    const char* body = nullptr;    ///< "" sends none.
};

/// Segment is not among them: it is what they are measured against, and LoadPlan sends it by itself.
[[nodiscard]] std::span<const ProtocolRequest> protocolRequests();

/// Puts the members of a source, as API v2 gives it, and its host in.
[[nodiscard]] QByteArray filledFrom(const QJsonObject& source, const QByteArray& text);

} // namespace sightglass::bench
