// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/snippet.h"

#include <QStringList>

namespace sightglass::models {

QString Snippet::copyText() const
{
    if (!diff)
        return plainCode();
    QStringList kept;
    const QStringList lines = plainCode().split(QLatin1Char('\n'));
    for (const QString& line : lines) {
        if (!line.startsWith(QLatin1String("- ")))
            kept.append(line.startsWith(QLatin1String("+ ")) ? line.mid(2) : line);
    }
    return kept.join(QLatin1Char('\n'));
}

} // namespace sightglass::models
