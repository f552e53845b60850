// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "domain/request.h"

#include <QJsonObject>

namespace sightglass::api {

/// The HTTP status of an error; the one table of it.
[[nodiscard]] int httpStatus(ErrorCode code);

/// The members of a problem (RFC 9457) with our `code` and, when `where` names a member, its JSON `pointer`.
[[nodiscard]] QJsonObject problemBody(const Error& error);

/// `application/problem+json` (RFC 9457) with that body.
[[nodiscard]] domain::Response problem(const Error& error);

} // namespace sightglass::api
