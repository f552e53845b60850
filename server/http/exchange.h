// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contentdecoding.h"
#include "core/ipaddress.h"
#include "domain/request.h"
#include "http/chunkeddecoder.h"
#include "http/routes.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace sightglass::http {

/// One request of a connection while it is read and answered.
struct Exchange
{
    domain::Request request;
    const RouteRow* row = nullptr;
    ContentEncoding encoding = ContentEncoding::Identity;
    IpAddress client;
    std::string origin;
    std::string upgradeLines; ///< Headers of a WebSocket handshake as the module needs them.
    ChunkedDecoder chunks;
    std::uint64_t bodyLeft = 0;                      ///< Not counting chunked bodies.
    std::uint64_t serial = 0;                        ///< Of the answer awaited.
    std::size_t heldBytes = 0;                       ///< Of the request once the handler has it, until it is answered.
    std::shared_ptr<domain::Cancellation> abandoned; ///< Also with the handler; see domain::Request.
    bool isChunked = false;
    bool keepsAlive = true;
    bool isHead = false;
    bool isHttp10 = false;
    bool isPreflight = false;
    bool isThroughModule = false;
};

} // namespace sightglass::http
