// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timezone.h"

#include <QRegularExpression>

namespace sightglass {

std::optional<QTimeZone> namedZone(const QString& name)
{
    static const QRegularExpression areaAndPlace(QStringLiteral("\\A[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)+\\z"));
    const QByteArray id = name.toUtf8();
    if (!QTimeZone::isTimeZoneIdAvailable(id) && !areaAndPlace.match(name).hasMatch())
        return std::nullopt;
    const QTimeZone zone(id);
    return zone.isValid() ? std::optional(zone) : std::nullopt;
}

} // namespace sightglass
