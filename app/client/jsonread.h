// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>

/// Small readers for answers of a hub, which may be newer than this window: an unknown member is skipped, a member of
/// another type counts as absent.
namespace sightglass::client {

/// Text of a member; numbers become their shortest form, everything else "".
[[nodiscard]] QString text(const QJsonObject& object, const QString& member);
/// The first of several spellings that is there.
[[nodiscard]] QString text(const QJsonObject& object, std::initializer_list<const char*> members);
[[nodiscard]] qint64 integer(const QJsonObject& object, const QString& member, qint64 otherwise = 0);
[[nodiscard]] bool truth(const QJsonObject& object, const QString& member, bool otherwise);
[[nodiscard]] QStringList texts(const QJsonObject& object, const QString& member);
/// RFC 3339 text, or milliseconds since 1970; the epoch when it is neither.
[[nodiscard]] TimePoint time(const QJsonValue& value);
/// Seconds east of UTC that an RFC 3339 text states; 0 without one.
[[nodiscard]] int offsetSeconds(const QJsonValue& value);

} // namespace sightglass::client
