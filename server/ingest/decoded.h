// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decodedevent.h"

#include <cstddef>
#include <string>

namespace sightglass::ingest {

using domain::DecodedEvent;

/// One item that was refused, with the field that was wrong; or the rest of many.
struct Refusal
{
    int index = 0; ///< Position in the request's batch.
    std::string code;
    std::string message;
    std::string path;      ///< JSON pointer of the wrong member, "" = the item itself.
    std::string excerpt;   ///< At most 500 bytes of the item.
    std::size_t items = 1; ///< More: it sums up so many items, and `index` is the first place they may be at.
};

} // namespace sightglass::ingest
