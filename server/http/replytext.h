// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "http/cors.h"

#include <string>
#include <string_view>

namespace sightglass::http {

/// What decides about an answer's framing besides the answer itself.
struct ReplyContext
{
    const RouteRow* row = nullptr;
    std::string_view origin;
    bool isHead = false;
    bool isHttp10 = false;
    bool keepsAlive = true;
    std::string_view dateLine;              ///< "Date: …\r\n"
    const RequestHead* preflight = nullptr; ///< The head of a preflight.
};

/// Appends the header lines of an answer, each ended by CRLF, without the status line and the empty one. Line breaks in
/// header values are dropped: no handler can split an answer.
void appendHeaderLines(std::string& out, const domain::Response& response, const ReplyContext& context,
                       const CorsPolicy& cors);

/// The whole answer, status line to body, in one piece for one write.
[[nodiscard]] std::string replyText(const domain::Response& response, const ReplyContext& context,
                                    const CorsPolicy& cors);

/// Whether a status allows a body.
[[nodiscard]] bool hasBody(int status);

} // namespace sightglass::http
