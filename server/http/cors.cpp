// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/cors.h"

#include <algorithm>

namespace sightglass::http {

namespace {

constexpr std::string_view kExpose = "Access-Control-Expose-Headers: Retry-After, X-RateLimit-Reset\r\n";
constexpr std::string_view kUsualHeaders = "Content-Type, Authorization, X-Retry-Count, Content-Encoding";
constexpr std::string_view kMaxAge = "Access-Control-Max-Age: 86400\r\n";

} // namespace

bool CorsPolicy::isAllowed(std::string_view origin) const
{
    return m_origins.empty() || std::find(m_origins.begin(), m_origins.end(), "*") != m_origins.end() ||
           std::find(m_origins.begin(), m_origins.end(), origin) != m_origins.end();
}

void CorsPolicy::appendTo(std::string& lines, Cors kind, std::string_view origin) const
{
    if (kind == Cors::None)
        return;
    if (kind == Cors::Open || (origin.empty() && isAllowed({}))) {
        lines += "Access-Control-Allow-Origin: *\r\n";
    } else {
        const bool echoes = !origin.empty() && isAllowed(origin);
        lines += "Access-Control-Allow-Origin: ";
        lines += echoes ? origin : std::string_view(m_origins.front());
        lines += "\r\nAccess-Control-Allow-Credentials: true\r\n";
    }
    if (kind == Cors::Origins)
        lines += "Vary: Origin\r\n";
    lines += kExpose;
}

void CorsPolicy::appendPreflightTo(std::string& lines, Cors kind, const RequestHead& head) const
{
    if (kind == Cors::None)
        return;
    const std::string_view requested = head.header("access-control-request-headers");
    lines += "Access-Control-Allow-Methods: GET, POST, OPTIONS\r\nAccess-Control-Allow-Headers: ";
    lines += requested.empty() ? kUsualHeaders : requested;
    lines += "\r\n";
    lines += kMaxAge;
    if (equalsLower(head.header("access-control-request-private-network"), "true"))
        lines += "Access-Control-Allow-Private-Network: true\r\n";
}

std::string methodList(MethodSet set)
{
    using domain::Method;
    std::string list;
    for (const Method method :
         {Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete, Method::Options}) {
        if ((set & methods(method)) == 0)
            continue;
        list += list.empty() ? "" : ", ";
        list += domain::name(method);
    }
    return list;
}

} // namespace sightglass::http
