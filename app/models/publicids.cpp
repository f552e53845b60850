// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/publicids.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace sightglass::models {

namespace {

const QString kHosts = QStringLiteral("hosts");

/// As the hub checks them (server/api/sourceids.cpp); it has the last word.
bool isTaken(const QString& member, const QString& text)
{
    static const QHash<QString, QRegularExpression> shapes{
        {QStringLiteral("writeKey"), QRegularExpression(QStringLiteral("^[!#-&(-9;=?-\\[\\]-_a-~]{1,255}$"))},
        {QStringLiteral("umamiId"),
         QRegularExpression(QStringLiteral("^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$"))},
        {QStringLiteral("posthogToken"), QRegularExpression(QStringLiteral("^[A-Za-z0-9_.~-]{1,255}$"))},
        {QStringLiteral("goatcounterSite"), QRegularExpression(QStringLiteral("^[A-Za-z0-9_-]{1,100}$"))},
        {QStringLiteral("openTraceUid"), QRegularExpression(QStringLiteral("^[^\\s\"'<>\\\\`/\\p{C}]{1,255}$"))}};
    const auto shape = shapes.constFind(member);
    return shape == shapes.cend() || shape->match(text).hasMatch();
}

bool isHost(const QString& host)
{
    const QUrl url(QStringLiteral("//") + host, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() && url.path().isEmpty() && url.userInfo().isEmpty() &&
           !url.hasQuery() && !url.hasFragment();
}

} // namespace

QList<PublicId> PublicIds::all()
{
    using client::SourceInfo;
    return {{QStringLiteral("writeKey"), QStringLiteral("segment"), tr("Write key"),
             tr("A write key has no blanks, quotes or colons."), &SourceInfo::writeKey},
            {QStringLiteral("umamiId"), QStringLiteral("umami"), tr("Umami website id"),
             tr("A website id of Umami looks like 11111111-2222-4333-8444-555555555555."), &SourceInfo::umamiId},
            {QStringLiteral("posthogToken"), QStringLiteral("posthog"), tr("PostHog token"),
             tr("A token of PostHog has letters, digits and _ only, such as phc_4Kt9."), &SourceInfo::posthogToken},
            {QStringLiteral("goatcounterSite"), QStringLiteral("goatcounter"), tr("GoatCounter site code"),
             tr("A site code has letters, digits, - and _ only."), &SourceInfo::goatcounterSite},
            {QStringLiteral("openTraceUid"), QStringLiteral("opentrace"), tr("OpenTrace UID"),
             tr("A UID has no blanks, quotes or slashes."), &SourceInfo::openTraceUid}};
}

QString PublicIds::fault(const QString& member, const QString& text)
{
    if (text.isEmpty())
        return {};
    if (member == kHosts) {
        const QStringList hosts = hostsOf(text);
        const auto wrong =
            std::find_if_not(hosts.cbegin(), hosts.cend(), [](const QString& host) { return isHost(host); });
        return wrong == hosts.cend() ? QString() : tr("%1 is no host. A host looks like www.example.org.").arg(*wrong);
    }
    if (isTaken(member, text))
        return {};
    const QList<PublicId> ids = all();
    const auto found = std::find_if(ids.cbegin(), ids.cend(), [&](const PublicId& id) { return id.member == member; });
    return found == ids.cend() ? QString() : found->shape;
}

QString PublicIds::memberOf(const Error& error)
{
    const QStringList parts = error.where.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        if (part != QStringLiteral("source"))
            return part;
    }
    return {};
}

QString PublicIds::answerText(const QString& member, const Error& error)
{
    if (error.code == ErrorCode::Conflict)
        return member == kHosts ? tr("Another source has one of these hosts already.")
                                : tr("Another source has this already.");
    const QList<PublicId> ids = all();
    const auto found = std::find_if(ids.cbegin(), ids.cend(), [&](const PublicId& id) { return id.member == member; });
    if (found != ids.cend())
        return found->shape;
    return member == kHosts ? tr("The hub does not take one of these hosts. A host looks like www.example.org.")
                            : QString();
}

QStringList hostsOf(const QString& text)
{
    static const QRegularExpression gap(QStringLiteral("[,;\\s]+"));
    QStringList out;
    const QStringList parts = text.split(gap, Qt::SkipEmptyParts);
    for (const QString& part : parts) {
        const QUrl address(part);
        const bool isAddress = part.contains(QStringLiteral("://")) && !address.host().isEmpty();
        out.append(isAddress ? address.authority(QUrl::FullyEncoded).section(QLatin1Char('@'), -1) : part);
    }
    out.removeDuplicates();
    return out;
}

} // namespace sightglass::models
