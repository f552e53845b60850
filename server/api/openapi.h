// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <string>

namespace sightglass::api {

/// The OpenAPI 3.1 description of API v2, made from the resource table.
[[nodiscard]] QJsonObject openApiDocument(const std::string& version);

} // namespace sightglass::api
