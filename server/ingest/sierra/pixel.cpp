// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sierra/pixel.h"

#include "ingest/membertext.h"
#include "ingest/sierra/record.h"
#include "ingest/sierra/text.h"

#include <algorithm>
#include <array>

namespace sightglass::ingest::sierra {

namespace {

using namespace std::string_view_literals;

/// Apple's proxy says nothing but "Mozilla/5.0" and loads before the mail is read; the others say who they are.
bool isMailProxy(std::string_view userAgent)
{
    constexpr std::array kProxies{"googleimageproxy"sv, "yahoomailproxy"sv, "ggpht.com"sv};
    const std::string agent = lowerText(userAgent);
    return agent == "mozilla/5.0" || std::any_of(kProxies.begin(), kProxies.end(), [&agent](std::string_view proxy) {
               return agent.find(proxy) != std::string::npos;
           });
}

} // namespace

std::string_view pixelIdOf(std::string_view segment)
{
    constexpr std::string_view kEnding = ".gif";
    return segment.ends_with(kEnding) ? segment.substr(0, segment.size() - kEnding.size()) : segment;
}

domain::DecodedEvent decodePixel(const domain::Pixel& pixel, const domain::Request& request)
{
    domain::DecodedEvent decoded = newEvent(request, domain::Kind::Impression, pixel.eventName);
    decoded.event.pixelId = pixel.id;
    decoded.event.interactive = false;
    for (const auto& [key, value] : pixel.metadata)
        decoded.event.properties.push_back({key, value});
    if (isMailProxy(domain::header(request.headers, "User-Agent")))
        decoded.event.wire.push_back({"prefetched", true});
    return decoded;
}

} // namespace sightglass::ingest::sierra
