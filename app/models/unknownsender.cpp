// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/unknownsender.h"

#include "models/publicids.h"

#include <QRegularExpression>

#include <algorithm>

namespace sightglass::models {

namespace {

/// The id that this protocol's requests name; null for one that goes by the host.
std::optional<PublicId> idOf(const client::SenderInfo& sender)
{
    // A site code has neither dots nor colons: what has them is the host GoatCounter was asked at.
    const bool isHost = sender.id.contains(QLatin1Char('.')) || sender.id.contains(QLatin1Char(':'));
    if (sender.protocol == QStringLiteral("goatcounter") && isHost)
        return {};
    const QList<PublicId> ids = PublicIds::all();
    const auto found =
        std::find_if(ids.cbegin(), ids.cend(), [&](const PublicId& id) { return id.protocol == sender.protocol; });
    return found == ids.cend() ? std::nullopt : std::optional(*found);
}

QString comparable(QString host)
{
    host = host.toLower();
    while (host.startsWith(QStringLiteral("www.")))
        host.remove(0, 4);
    return host;
}

QString withoutPort(const QString& host)
{
    static const QRegularExpression port(QStringLiteral(":\\d+$"));
    return QString(host).remove(port);
}

bool listsHost(const client::SourceInfo& source, const QString& sent)
{
    const QStringList hosts = hostsOf(sent);
    const QString wanted = comparable(hosts.value(0, sent));
    return std::any_of(source.hosts.cbegin(), source.hosts.cend(), [&](const QString& host) {
        return comparable(host) == wanted || comparable(host) == withoutPort(wanted);
    });
}

} // namespace

QString UnknownSender::title(const client::SenderInfo& sender)
{
    const std::optional<PublicId> id = idOf(sender);
    if (!id)
        return sender.id.isEmpty() ? tr("Unknown sender") : tr("Unknown host %1").arg(hostsOf(sender.id).value(0));
    return id->member == QStringLiteral("writeKey")
               ? tr("Unknown key %1").arg(sender.id)
               : tr("Unknown %1: %2", "what kind of id, the id").arg(id->label, sender.id);
}

QString UnknownSender::icon(const client::SenderInfo& sender)
{
    return idOf(sender) ? QStringLiteral("key") : QStringLiteral("globe");
}

client::SourceInfo UnknownSender::source(const client::SenderInfo& sender)
{
    client::SourceInfo out;
    if (const std::optional<PublicId> id = idOf(sender))
        out.*(id->value) = sender.id;
    else
        out.hosts = hostsOf(sender.id);
    return out;
}

bool UnknownSender::isTakenBy(const client::SourceInfo& source, const client::SenderInfo& sender)
{
    const std::optional<PublicId> id = idOf(sender);
    if (!id)
        return listsHost(source, sender.id);
    const Qt::CaseSensitivity letters =
        id->protocol == QStringLiteral("umami") ? Qt::CaseInsensitive : Qt::CaseSensitive;
    return (source.*(id->value)).compare(sender.id, letters) == 0;
}

QString UnknownSender::place(const client::SenderInfo& sender)
{
    return sender.protocol + QLatin1Char(':') + sender.id;
}

std::optional<client::SenderInfo> UnknownSender::ofPlace(const QString& place)
{
    const qsizetype colon = place.indexOf(QLatin1Char(':'));
    if (colon <= 0)
        return {};
    client::SenderInfo sender;
    sender.protocol = place.left(colon);
    sender.id = place.mid(colon + 1);
    return sender;
}

} // namespace sightglass::models
