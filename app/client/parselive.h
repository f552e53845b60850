// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/liverow.h"
#include "core/expected.h"

#include <QByteArray>

/// Messages of the live stream and items of …/events into values. Pure functions.
namespace sightglass::client {

/// An event in the shape of the NDJSON export (spec api §1 `export`); unknown members stay in `json`.
[[nodiscard]] LiveRow parseLiveRow(const QJsonObject& object);
[[nodiscard]] Refusal parseRefusal(const QJsonObject& object);
/// One message of the stream; Corrupt when it is no JSON object.
[[nodiscard]] Expected<LiveBatch> parseLiveBatch(const QByteArray& message);

} // namespace sightglass::client
