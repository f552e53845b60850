// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/decodedevent.h"
#include "domain/request.h"
#include "domain/sourcedirectory.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sightglass::ingest::plausible {

/// What is wrong with one member of an event, under the name it is answered by: event_name, url, domain, props, or
/// request for a body that is no event at all.
struct FieldError
{
    std::string_view field;
    std::string message;
};
using Errors = std::vector<FieldError>;

/// What one request of the Plausible events API says, checked. Which source's rules its address is kept by is not
/// known yet: it may name several sites.
struct Message
{
    domain::DecodedEvent decoded;     ///< Everything but page address and referrer.
    std::vector<std::string> domains; ///< In small letters, without "www.", each once; at least one.
    std::string url;
    std::string referrer;
    bool keepsFragment = false;
};

/// Reads the body of POST /api/event (spec plausible §2.1, §2.2). Thread: one at a time; keep one per thread, its
/// buffers are reused.
class MessageReader
{
public:
    [[nodiscard]] std::variant<Message, Errors> read(const domain::Request& request);

private:
    json::Parser m_body;
    json::Parser m_nested; ///< Of members that hold JSON as a text.
};

/// The event as the source of one of the message's domains takes it. Pure; thread: any.
[[nodiscard]] domain::DecodedEvent eventFor(const Message& message, const domain::SourceEntry& entry);

} // namespace sightglass::ingest::plausible
