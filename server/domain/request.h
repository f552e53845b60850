// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/cancellation.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::domain {

enum class Method : std::uint8_t { Get, Head, Post, Put, Patch, Delete, Options, Other };
[[nodiscard]] std::string_view name(Method);

/// Header names keep their case; find with header().
using Headers = std::vector<std::pair<std::string, std::string>>;

/// One request as every handler and decoder sees it: framing done, body decompressed, limits already kept.
/// A plain value; bytes are as sent.
struct Request
{
    Method method = Method::Get;
    std::string target; ///< Verbatim request target, unescaped bytes included (spec routes C34).
    std::string path;   ///< Raw path below the base path, runs of '/' joined, not percent-decoded.
    std::string query;  ///< Raw query without '?', "" when none.
    std::vector<std::string>
        captures; ///< What the route's {x} took, percent-decoded once, in order; {x…} gives one a segment.
    Headers headers;
    std::string body;       ///< After decompression.
    TimePoint receivedAt{}; ///< When the last byte arrived; one value per request.

    std::string
        clientAddress;    ///< By the one rule of spec routes §3 "client address"; textual, never stored by default.
    std::string host;     ///< Host and port the sender used, from trusted proxies where they say so.
    std::string scheme;   ///< "http" or "https", likewise.
    std::string basePath; ///< "" or "/p": what absolute addresses in answers must begin with.
    std::string route;    ///< Id of the matched row, e.g. "segment.track".
    bool privateAuthority = false;  ///< A loopback peer or private listener without forwarding headers (design §2.7).
    bool isOfTrustedSender = false; ///< From a network of `trusted_senders`, or with a token: see isTrustedSender().
    /// Cancelled when the client stops sending or goes away before it is answered, and when its server ends. Null on
    /// rows that answer at once (ingest), and without a server.
    std::shared_ptr<Cancellation> abandoned;
};

/// Whether what a request says of its visitor's address and agent counts (spec routes §3 "client address").
[[nodiscard]] inline bool isTrustedSender(const Request& request)
{
    return request.privateAuthority || request.isOfTrustedSender;
}

struct Response
{
    int status = 200;
    std::string contentType; ///< "" = no body type
    Headers headers;
    std::string body;
    bool isFailedSignIn = false; ///< Counts like a 401 against its address on rows of rate class Failures.
};

/// Answers one request exactly once. Callable from any thread; does nothing when the client has gone.
using Responder = std::function<void(Response)>;

/// What a route does. Called on a server thread: must not block; answers through the responder, from any thread.
using Handler = std::function<void(Request&&, Responder)>;

/// The hub's end of one WebSocket. Lives on the server thread of its connection; destroyed when that closes.
class SocketSession
{
public:
    virtual ~SocketSession() = default;
    /// A text message of at most the route's body limit.
    virtual void received(std::string text) = 0;
};
/// What a session may do with its socket. Both are callable from any thread and harmless after the end.
struct SocketActions
{
    std::function<void(std::string)> send;
    std::function<void(int code, std::string reason)> close;
};
using SocketHandler = std::function<std::unique_ptr<SocketSession>(const Request&, SocketActions)>;

/// The first header of that name, compared without case; "" when absent.
[[nodiscard]] std::string_view header(const Headers& headers, std::string_view name);
/// Value of the first query member of that name, form-decoded ('+' is a space); nothing when absent.
[[nodiscard]] std::optional<std::string> queryMember(std::string_view query, std::string_view name);
/// Percent-decodes; with `form`, '+' becomes a space. Malformed escapes stay as they are.
[[nodiscard]] std::string percentDecode(std::string_view text, bool form = false);

} // namespace sightglass::domain
