// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sightglass::http {

/// One address the hub listens on.
struct ListenerOptions
{
    enum class Kind : std::uint8_t {
        Serve,   ///< Answers everything.
        Redirect ///< Sends everything to https: 302 for GET and HEAD, 308 for other methods (spec routes C38).
    };
    std::string address = "127.0.0.1"; ///< An IP address, "localhost", or "unix:/path" (mode 0600, always private).
    std::uint16_t port = 8484;         ///< 0 takes a free one.
    std::string certificateFile;       ///< PEM with the chain; set together with keyFile: the listener speaks TLS.
    std::string keyFile;               ///< PEM, RSA or EC, without a passphrase.
    bool isPrivate = false;            ///< Whoever reaches this listener has private authority (design §2.7).
    Kind kind = Kind::Serve;
    /// Redirect listeners: port of the https address; 0 = that of the first TLS listener, else 443.
    std::uint16_t redirectPort = 0;
};

/// Limits of the gate, with the defaults of spec routes §3, C46 and C47 and design §3. Body limits belong to the rows
/// of the route table. Tests make the times short.
struct HttpLimits
{
    std::size_t headBytes = 128 * 1024; ///< Request line and headers; more is 431.
    std::size_t headers = 200;          ///< Header lines; more is 431.
    std::chrono::milliseconds headTime{
        10'000}; ///< From the first byte (a new connection: from accept) to the end of the head.
    std::chrono::milliseconds bodyTime{60'000};   ///< From the end of the head to the last byte of the body.
    std::chrono::milliseconds idleTime{90'000};   ///< Between two requests.
    std::chrono::milliseconds starvedTime{5'000}; ///< Waiting for intake memory before the 503.
    std::chrono::milliseconds drainTime{5'000};   ///< Reading away what a refused sender still sends.
    std::size_t connectionsPerAddress = 1024;     ///< IPv6 by /64; trusted proxies are exempt, they speak for many.
    std::size_t connections = 10'000;
    std::size_t intakeMemoryBytes = 64 * 1024 * 1024; ///< Bytes of requests not yet answered, all connections together.
    std::size_t unsentBytes = 8 * 1024 * 1024; ///< A WebSocket whose peer leaves more than this unread is closed.
    int failuresPerMinute = 60; ///< 401s on rows of rate class Failures, per address; past the burst 429.
    int failureBurst = 20;
    int requestsPerMinute = 600; ///< On rows of rate class Address, per address; past the burst 429. 0 = no limit.
    int requestBurst = 200;
};

/// Everything the HTTP layer is told at start. Settings table: server/core/settings.
struct HttpOptions
{
    std::vector<ListenerOptions> listeners{ListenerOptions{}};
    std::string basePath;      ///< "" or "/p"; may not begin with a first segment of the route table or "om" (C20).
    bool basePathOnly = false; ///< Refuse requests that do not come below basePath.
    std::vector<std::string> trustedProxies{"127.0.0.0/8", "::1/128"}; ///< CIDR blocks or single addresses.
    std::vector<std::string> trustedSenders; ///< Whose payloads may name their visitor's address (CIDR blocks).
    std::vector<std::string> manyBehind;  ///< Addresses that send for many users: no limit of requests (CIDR blocks).
    std::vector<std::string> corsOrigins; ///< Origins that may read ingest answers; empty = all (spec segment §16).
    std::vector<std::string>
        scriptNames; ///< Paths, such as "/stats.js", that answer Umami's script too (spec routes C25).
    HttpLimits limits;
    int threads = 0; ///< Server threads; 0 = processor cores.
    /// Serve ingest rows through Qt HTTP Server too instead of the gate's short way; to measure the difference.
    bool everythingThroughModule = false;
};

} // namespace sightglass::http
