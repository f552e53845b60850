// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/hubreach.h"

#include "client/hostplace.h"

#include <algorithm>

namespace sightglass::models {

using client::isLoopbackHost;
using client::isPrivateHost;

namespace {

const QString kOwnSiteName = QStringLiteral("your-site.example");

/// A host as sources list it, without its port and the brackets of IPv6.
QString bareHost(const QString& listed)
{
    return QUrl(QStringLiteral("//") + listed.trimmed().toLower()).host();
}

Advice adviceToPages(Reach reach, bool isPrivate, const QUrl& hub, const client::SourceInfo& source)
{
    const bool isBlocked = hub.scheme() == QStringLiteral("http");
    if (reach == Reach::OwnSite)
        return isPrivate ? Advice::PassOn : Advice::PassOnPublic;
    if (reach == Reach::PublicName && isPrivate)
        return Advice::NeedsPublicName;
    if (reach == Reach::Direct && !isPublicSource(source))
        return Advice::None;
    if (isPrivate)
        return isLoopbackHost(hub.host()) ? Advice::VisitorsOwn : Advice::AsksVisitors;
    return isBlocked ? Advice::MixedContent : Advice::None;
}

} // namespace

QString passedPath()
{
    return QStringLiteral("/stats");
}

QString addressText(const QUrl& address)
{
    QString text = address.toString(QUrl::RemoveQuery | QUrl::RemoveFragment);
    while (text.endsWith(QLatin1Char('/')))
        text.chop(1);
    return text;
}

bool isPublicSource(const client::SourceInfo& source)
{
    return source.hosts.isEmpty() || std::any_of(source.hosts.cbegin(), source.hosts.cend(),
                                                 [](const QString& host) { return !isPrivateHost(bareHost(host)); });
}

QString siteName(const client::SourceInfo& source)
{
    QString host = source.hosts.isEmpty() ? QString() : bareHost(source.hosts.first());
    while (host.startsWith(QStringLiteral("www.")))
        host.remove(0, 4);
    return host;
}

Reach usualReach(const QUrl& hub, const client::SourceInfo& source)
{
    if (!isPrivateHost(hub.host()))
        return Reach::PublicName;
    return isPublicSource(source) ? Reach::OwnSite : Reach::Direct;
}

SenderAddress senderAddress(Reach reach, const QUrl& hub, const client::SourceInfo& source)
{
    if (reach != Reach::OwnSite)
        return {hub, addressText(hub)};
    const QString site = source.hosts.isEmpty() ? kOwnSiteName : source.hosts.first();
    return {QUrl(QStringLiteral("https://") + site + passedPath()), passedPath()};
}

Advice adviceOn(Reach reach, bool isBrowser, const QUrl& hub, const client::SourceInfo& source)
{
    const bool isPrivate = isPrivateHost(hub.host());
    if (isBrowser)
        return adviceToPages(reach, isPrivate, hub, source);
    if (isLoopbackHost(hub.host()))
        return Advice::OnlyThisComputer;
    return isPrivate && isPublicSource(source) ? Advice::OnlyThisNetwork : Advice::None;
}

bool isWarning(Advice advice)
{
    switch (advice) {
    case Advice::NeedsPublicName:
    case Advice::MixedContent:
    case Advice::AsksVisitors:
    case Advice::VisitorsOwn: return true;
    case Advice::None:
    case Advice::PassOn:
    case Advice::PassOnPublic:
    case Advice::OnlyThisComputer:
    case Advice::OnlyThisNetwork: break;
    }
    return false;
}

} // namespace sightglass::models
