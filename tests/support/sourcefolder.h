// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sightglass::test {

// The absolute path of a file of the tree, for tests that read vectors or sources. path: relative, e.g.
// "tests/vectors/http".
QString sourcePath(const QString& path = {});

} // namespace sightglass::test
