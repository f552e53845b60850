// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::test {

/// The text of a request in which only numbers change from one sending to the next. Places for them: {event} is the
/// number of an event in 12 digits; {visitor} that of its sender, who sends eight events; {address} the sender's again
/// as three groups of an IPv6 address.
class RequestTemplate
{
public:
    /// `head` is the request line and headers, each with CRLF; Content-Length is added when there is a body. `items`
    /// are the pieces of the body, each with one event of its own; a request without body is one event.
    RequestTemplate(std::string_view head, const std::vector<std::string>& items);

    /// The text whose first event has this number; good until the next call.
    [[nodiscard]] const std::string& numbered(std::int64_t first);

private:
    struct Place
    {
        std::size_t at = 0;
        std::int64_t item = 0;
        bool isVisitor = false;
        bool isAddress = false;
    };

    void append(std::string_view text, std::int64_t item);

    std::string m_text;
    std::vector<Place> m_places;
};

} // namespace sightglass::test
