// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/cors.h"

#include <algorithm>

namespace sightglass::http {

namespace {

constexpr std::string_view kExpose = "Access-Control-Expose-Headers: Retry-After, X-RateLimit-Reset, X-Sentry-Error, "
                                     "X-Sentry-Rate-Limits, X-Plausible-Dropped, X-Goatcounter\r\n";

/// What a class of spec routes §1 says to a preflight.
struct PreflightText
{
    std::string_view methods;
    std::string_view headers; ///< When the preflight asks for none.
    std::string_view maxAge;  ///< Seconds
};

PreflightText preflightText(Cors kind)
{
    switch (kind) {
    case Cors::OpenTrace: return {"GET, POST, OPTIONS", "Content-Type, Authorization", "600"};
    case Cors::Echo: return {"GET, POST, OPTIONS", "Content-Type", "3600"};
    case Cors::Tracker: return {"GET,POST,HEAD,PUT,DELETE", "Authorization,Accept,User,Content-Type", "1728000"};
    case Cors::None:
    case Cors::Origins:
    case Cors::Open: break;
    }
    return {"GET, POST, OPTIONS", "Content-Type, Authorization, X-Retry-Count, Content-Encoding", "86400"};
}

void appendEcho(std::string& lines, std::string_view origin)
{
    if (!origin.empty())
        lines.append("Access-Control-Allow-Origin: ").append(origin).append("\r\n");
    lines += "Vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers\r\n";
}

} // namespace

bool CorsPolicy::isAllowed(const RouteRow& row, std::string_view origin) const
{
    return row.owner != Owner::Segment || m_origins.empty() ||
           std::find(m_origins.begin(), m_origins.end(), "*") != m_origins.end() ||
           std::find(m_origins.begin(), m_origins.end(), origin) != m_origins.end();
}

void CorsPolicy::appendTo(std::string& lines, const RouteRow& row, std::string_view origin) const
{
    if (row.cors == Cors::None)
        return;
    if (row.cors == Cors::Echo) {
        appendEcho(lines, origin);
    } else if (row.cors == Cors::Open || (origin.empty() && isAllowed(row, {}))) {
        lines += "Access-Control-Allow-Origin: *\r\n";
    } else {
        const bool echoes = !origin.empty() && isAllowed(row, origin);
        lines += "Access-Control-Allow-Origin: ";
        lines += echoes ? origin : std::string_view(m_origins.front());
        lines += "\r\nAccess-Control-Allow-Credentials: true\r\n";
    }
    if (row.cors != Cors::Open && row.cors != Cors::Echo)
        lines += "Vary: Origin\r\n";
    lines += kExpose;
}

void CorsPolicy::appendPreflightTo(std::string& lines, const RouteRow& row, const RequestHead& head)
{
    if (row.cors == Cors::None)
        return;
    const PreflightText text = preflightText(row.cors);
    const std::string_view requested = head.header("access-control-request-headers");
    lines.append("Access-Control-Allow-Methods: ").append(text.methods);
    lines.append("\r\nAccess-Control-Allow-Headers: ").append(requested.empty() ? text.headers : requested);
    lines.append("\r\nAccess-Control-Max-Age: ").append(text.maxAge).append("\r\n");
    if (equalsLower(head.header("access-control-request-private-network"), "true"))
        lines += "Access-Control-Allow-Private-Network: true\r\n";
}

int preflightStatus(Cors kind)
{
    return kind == Cors::OpenTrace || kind == Cors::Tracker ? 200 : 204;
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
