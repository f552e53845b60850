// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ipaddress.h"
#include "http/headparser.h"

#include <string>
#include <string_view>

namespace sightglass::http {

/// Who sent a request and under which address he reached the hub.
struct ClientView
{
    IpAddress address;
    std::string host;
    std::string_view scheme;
    std::string prefix; ///< X-Forwarded-Prefix of a trusted proxy without its last slash, else "".
};

/// What is known of a connection before its first request.
struct PeerView
{
    IpAddress address;
    bool isTrustedProxy = false;
    bool isTls = false;
};

/// The one rule of spec routes §3 "client address": the peer, unless it is a trusted proxy; then the right-most
/// untrusted address of X-Forwarded-For, else of Forwarded, else X-Real-IP. Forwarded host, scheme and prefix count by
/// the same peers only.
[[nodiscard]] ClientView viewClient(const PeerView& peer, const RequestHead& head, std::string_view targetAuthority,
                                    const AddressBlocks& trusted);

} // namespace sightglass::http
