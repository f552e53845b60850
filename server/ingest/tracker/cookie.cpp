// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/cookie.h"

#include "core/charset.h"
#include "ingest/membertext.h"
#include "ingest/tracker/texts.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace sightglass::ingest::tracker {

namespace {

std::string httpDate(TimePoint time)
{
    const QDateTime utc = QDateTime::fromMSecsSinceEpoch(toMs(time), Qt::UTC);
    return QLocale::c().toString(utc, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss")).toStdString() + " GMT";
}

/// "" for addresses and for domains that nobody owns: the cookie is the host's alone then.
std::string domainOf(std::string_view host, const CookieOptions& options)
{
    if (!options.domain.empty())
        return options.domain;
    const std::string name = lowerText(host.substr(0, host.find(':')));
    const std::size_t last = name.rfind('.');
    const bool isAddress = name.empty() || name.starts_with('[') ||
                           std::all_of(name.begin(), name.end(), [](char c) { return isDigit(c) || c == '.'; });
    if (isAddress || last == std::string::npos || last == 0)
        return isAddress ? std::string() : name;
    const std::size_t before = name.rfind('.', last - 1);
    std::string domain = before == std::string::npos ? name : name.substr(before + 1);
    return options.isPublicSuffix && options.isPublicSuffix(domain) ? std::string() : domain;
}

} // namespace

std::string visitorCookie(const domain::Request& request, std::string_view visitor, const CookieOptions& options)
{
    std::string cookie = "vid=";
    cookie.append(visitor).append("; Path=").append(request.basePath.empty() ? "/" : request.basePath);
    if (const std::string domain = domainOf(request.host, options); !domain.empty())
        cookie.append("; Domain=").append(domain);
    cookie.append("; Expires=").append(httpDate(request.receivedAt + options.lifetime)).append("; SameSite=Lax");
    if (request.scheme == "https")
        cookie.append("; Secure");
    return cookie;
}

} // namespace sightglass::ingest::tracker
