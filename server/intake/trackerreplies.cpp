// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/trackerreplies.h"

#include "ingest/tracker/answers.h"
#include "ingest/tracker/texts.h"

namespace sightglass::intake {

namespace trk = ingest::tracker;

domain::Response TrackerReplies::answer(trk::Call call, const std::string& location, const trk::Decoded* decoded) const
{
    switch (call) {
    case trk::Call::Pixel: return trk::pixel(m_options.originalPixel);
    case trk::Call::Redirect:
    case trk::Call::ShortLink: return trk::redirected(location);
    case trk::Call::ServerTrack:
        if (decoded)
            return trk::serverTracked(decoded->firstId);
        break;
    case trk::Call::Track: break;
    }
    return trk::tracked();
}

std::string TrackerReplies::locationOf(const domain::Request& request) const
{
    if (auto target = trk::redirectTarget(request, m_options.redirects))
        return *std::move(target);
    return m_options.defaultRedirect.empty() ? request.basePath + "/" : m_options.defaultRedirect;
}

void TrackerReplies::addCookie(domain::Response& response, const domain::Request& request, trk::Call call,
                               const domain::SourceEntry& entry, const trk::Decoded& decoded) const
{
    const trk::CookieOptions& cookie = m_options.cookie;
    if (call == trk::Call::ServerTrack || decoded.events.empty() || cookie.lifetime.count() == 0 ||
        entry.project.privacy == domain::Privacy::Strict)
        return;
    const std::int64_t consent = decoded.events.front().event.consent.value_or(0);
    if ((consent & cookie.requiredFlags) == cookie.requiredFlags)
        response.headers.emplace_back("Set-Cookie", trk::visitorCookie(request, decoded.visitor, cookie));
}

bool TrackerReplies::opensServerTrack(const domain::Request& request) const
{
    constexpr std::string_view kScheme = "Bearer ";
    const std::string_view header = domain::header(request.headers, "Authorization");
    return m_options.serverSecret.empty() ||
           (header.starts_with(kScheme) && trk::isSameSecret(header.substr(kScheme.size()), m_options.serverSecret));
}

} // namespace sightglass::intake
