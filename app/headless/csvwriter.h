// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>

namespace sightglass::headless {

/// Events as a table (RFC 4180): the members most people look at, one column each; properties as one column of JSON.
/// A text that a spreadsheet would take for a formula gets an apostrophe in front.
[[nodiscard]] QByteArray csvHead();
[[nodiscard]] QByteArray csvLine(const QJsonObject& event);

} // namespace sightglass::headless
