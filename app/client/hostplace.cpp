// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/hostplace.h"

#include <QHostAddress>
#include <QStringList>

#include <algorithm>

namespace sightglass::client {

namespace {

bool isInPrivateRange(const QHostAddress& address)
{
    static const QList<QPair<QHostAddress, int>> ranges{QHostAddress::parseSubnet(QStringLiteral("10.0.0.0/8")),
                                                        QHostAddress::parseSubnet(QStringLiteral("172.16.0.0/12")),
                                                        QHostAddress::parseSubnet(QStringLiteral("192.168.0.0/16")),
                                                        QHostAddress::parseSubnet(QStringLiteral("100.64.0.0/10"))};
    return std::any_of(ranges.cbegin(), ranges.cend(), [&](const auto& range) { return address.isInSubnet(range); });
}

} // namespace

bool isLoopbackHost(const QString& host)
{
    return host == QStringLiteral("localhost") || host.endsWith(QStringLiteral(".localhost")) ||
           QHostAddress(host).isLoopback();
}

bool isPrivateHost(const QString& host)
{
    if (isLoopbackHost(host))
        return true;
    const QHostAddress address(host);
    if (!address.isNull())
        return address.isLinkLocal() || address.isUniqueLocalUnicast() || isInPrivateRange(address);
    static const QStringList ends{QStringLiteral(".local"), QStringLiteral(".lan"), QStringLiteral(".internal"),
                                  QStringLiteral(".home.arpa")};
    return !host.contains(QLatin1Char('.')) ||
           std::any_of(ends.cbegin(), ends.cend(), [&](const QString& end) { return host.endsWith(end); });
}

} // namespace sightglass::client
