// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/livefeed.h"

#include <QJsonObject>

namespace sightglass::api {

/// A refusal as the live stream and `/rejections` show it.
[[nodiscard]] QJsonObject toJson(const domain::Rejection& rejection);

} // namespace sightglass::api
