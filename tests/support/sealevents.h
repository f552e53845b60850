// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/columns/sealedchunk.h"

#include <vector>

namespace sightglass::test {

/// A chunk of these events, given in any order; ends the program when that fails.
[[nodiscard]] inline storage::columns::SealedChunk sealEvents(const std::vector<domain::Event>& events)
{
    storage::PackedEvents packed;
    for (const domain::Event& event : events)
        packed.add(event);
    return storage::columns::sealChunk(packed, packed.sorted()).value();
}

} // namespace sightglass::test
