// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/directory.h"

#include <QJsonObject>

/// Projects, sources, senders and tokens from and to JSON of API v2. Pure functions; unknown members are skipped.
namespace sightglass::client {

[[nodiscard]] ProjectInfo parseProject(const QJsonObject& object);
[[nodiscard]] SourceInfo parseSource(const QJsonObject& object);
[[nodiscard]] SenderInfo parseSender(const QJsonObject& object);
[[nodiscard]] SharedAddressInfo parseSharedAddress(const QJsonObject& object);
[[nodiscard]] TokenInfo parseToken(const QJsonObject& object);

/// Only the members that differ: the body of PATCH.
[[nodiscard]] QJsonObject changes(const ProjectInfo& before, const ProjectInfo& after);
[[nodiscard]] QJsonObject changes(const SourceInfo& before, const SourceInfo& after);

} // namespace sightglass::client
