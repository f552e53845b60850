// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/importedday.h"

#include <cstdint>
#include <map>
#include <mutex>

namespace sightglass::service {

/// Events of an import on their way into the store, by UTC day. Thread: any; a mutex guards it.
class DayBuffers
{
public:
    using Days = std::map<std::int64_t, storage::ImportedDay>; ///< By days since 1970.

    void add(const Days& days);
    /// Hands out a day and forgets it; an empty one when none is left.
    [[nodiscard]] storage::ImportedDay takeOne();

private:
    std::mutex m_mutex;
    Days m_days;
};

} // namespace sightglass::service
