// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/opentrace/eventdecoder.h"

namespace sightglass::ingest::opentrace {

/// POST /api/v1/identify (spec opentrace §9.2): `user_id` is who the browser `sid` belongs to, and each of `aliases` is
/// another id of the same person. The resource is named by `rid`, see collectUid().
[[nodiscard]] std::variant<Events, Problems> decodeIdentify(const Sender& sender, json::Value body);

} // namespace sightglass::ingest::opentrace
