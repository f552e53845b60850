// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/manualclock.h"

#include <QDateTime>

namespace sightglass::test {

TimePoint at(const char* iso)
{
    const QDateTime parsed = QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODateWithMs);
    Q_ASSERT_X(parsed.isValid(), "at", iso);
    return fromMs(parsed.toMSecsSinceEpoch());
}

} // namespace sightglass::test
