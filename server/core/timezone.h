// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimeZone>

#include <optional>

namespace sightglass {

/// The zone of an IANA name, with the tz database's links: "Europe/Oslo", "Etc/UTC", "US/Pacific". Nothing for unknown
/// names and for rules like "CET-1CEST", which Qt would take for a zone, too. Qt's own list alone lacks zones without a
/// country, so that a computer set to Etc/UTC would be refused. Thread: any.
[[nodiscard]] std::optional<QTimeZone> namedZone(const QString& name);

} // namespace sightglass
