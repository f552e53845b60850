// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/opentrace/identity.h"

#include "core/charset.h"

#include <QCryptographicHash>

#include <algorithm>

namespace sightglass::ingest::opentrace {

namespace {

constexpr std::size_t kHashDigits = 16;

bool isUserHash(std::string_view id)
{
    return id.size() == kHashDigits &&
           std::all_of(id.begin(), id.end(), [](char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); });
}

} // namespace

KeyClass classOf(std::string_view key, bool namesScreen)
{
    if (key.empty() || key == "unknown" || key.starts_with("ss_"))
        return KeyClass::None;
    return namesScreen ? KeyClass::Browser : KeyClass::User;
}

std::string userHash(std::string_view id)
{
    const auto bytes = QByteArray::fromRawData(id.data(), static_cast<qsizetype>(id.size()));
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(kHashDigits).toStdString();
}

std::optional<std::string> hashOf(std::string_view userId)
{
    return isUserHash(userId) ? std::nullopt : std::optional(userHash(userId));
}

void linkUsers(domain::Event& event, std::string otherId)
{
    event.linkedId = std::move(otherId);
    event.linkKind = domain::LinkKind::Alias;
}

domain::Event aliasEvent(const domain::Event& like, std::string otherId)
{
    domain::Event event;
    event.protocol = like.protocol;
    event.route = like.route;
    event.receivedAt = like.receivedAt;
    event.statedAt = like.statedAt;
    event.kind = domain::Kind::Alias;
    event.name = domain::name(event.kind);
    event.interactive = false;
    event.userId = like.userId;
    linkUsers(event, std::move(otherId));
    return event;
}

} // namespace sightglass::ingest::opentrace
