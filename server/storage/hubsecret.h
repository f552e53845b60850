// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "storage/connection.h"

#include <QByteArray>

#include <string>

namespace sightglass::storage {

/// The random key of this store (table hub, "secret"), made on first use. Thread: the writer's.
[[nodiscard]] Expected<QByteArray> loadMasterKey(Connection& connection);
/// HMAC-SHA-256 of the purpose under that key: 32 bytes that say nothing about it or each other.
[[nodiscard]] std::string derivedSecret(const QByteArray& masterKey, const char* purpose);

} // namespace sightglass::storage
