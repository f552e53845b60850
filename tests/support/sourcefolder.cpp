// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sourcefolder.h"

namespace sightglass::test {

QString sourcePath(const QString& path)
{
    const QString root = QStringLiteral(SIGHTGLASS_SOURCE_DIR);
    return path.isEmpty() ? root : root + u'/' + path;
}

} // namespace sightglass::test
