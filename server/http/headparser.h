// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::http {

/// The head of one request. Every view points into the bytes given to parseHead().
struct RequestHead
{
    domain::Method method = domain::Method::Other;
    std::string_view target; ///< Verbatim, spaces and bytes above 0x7f included.
    bool isHttp10 = false;
    std::vector<std::pair<std::string_view, std::string_view>> headers; ///< Values without surrounding blanks.
    // What framing and matching need, found in passing:
    std::string_view host;
    std::string_view contentEncoding;
    std::string_view origin;
    std::uint64_t contentLength = 0;
    bool isChunked = false;
    bool keepAlive = true; ///< By version and Connection header.
    bool expectsContinue = false;
    bool hasUnknownExpectation = false;
    bool hasSeveralEncodings = false;
    bool isWebSocketUpgrade = false;
    bool hasForwarding = false; ///< Forwarded, Via or an X-Forwarded-… header came along.

    [[nodiscard]] std::string_view header(std::string_view lowerCaseName) const;
};

struct HeadLimits
{
    std::size_t bytes = 128 * 1024;
    std::size_t headers = 200;
};

struct HeadResult
{
    enum class State : std::uint8_t { NeedsMore, Complete, Refused };
    State state = State::NeedsMore;
    std::size_t used = 0;    ///< Complete: bytes up to the body. NeedsMore: bytes already searched, for the next call.
    int status = 0;          ///< Refused: 400, 431, 501 or 505.
    const char* reason = ""; ///< Refused: one sentence.
};

/// Reads one request head (RFC 9112, stricter where leniency lets two parties disagree about a message's length).
/// Pure; `head` keeps its buffers between calls. `searched` is the `used` of a NeedsMore answer to a shorter start of
/// the same bytes. Lines end in CRLF or LF; empty lines before the request are skipped.
/// Refused: a NUL or control byte, a blank before a colon, a folded line, no or several Host on HTTP/1.1,
/// Content-Length twice, malformed or beside Transfer-Encoding, a transfer coding other than chunked, a version other
/// than 1.0 and 1.1.
[[nodiscard]] HeadResult parseHead(std::string_view bytes, const HeadLimits& limits, RequestHead& head,
                                   std::size_t searched = 0);

/// Compares a header name with one written in lower case.
[[nodiscard]] bool equalsLower(std::string_view text, std::string_view lowerCase);
/// Without blanks and tabs at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

} // namespace sightglass::http
