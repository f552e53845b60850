// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

namespace sightglass::storage::columns {

[[nodiscard]] inline Unexpected corrupt(const char* detail, QString where = {})
{
    return unexpected(ErrorCode::Corrupt, QString::fromLatin1(detail), std::move(where));
}

} // namespace sightglass::storage::columns
