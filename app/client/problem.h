// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

#include <QByteArray>
#include <QJsonObject>

namespace sightglass::client {

/// The Error that an answer of the hub means. `application/problem+json` (RFC 9457) carries our code, the detail and
/// the JSON Pointer at fault, which becomes `where`; other bodies are judged by their status alone.
[[nodiscard]] Error parseProblem(int status, const QByteArray& body);
/// The same from the members of a problem.
[[nodiscard]] Error parseProblem(int status, const QJsonObject& problem);
/// The code that stands for a name such as "not_found"; Internal for an unknown one.
[[nodiscard]] ErrorCode errorCode(QStringView name, ErrorCode otherwise = ErrorCode::Internal);

} // namespace sightglass::client
