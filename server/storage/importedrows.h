// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/eventmap.h"
#include "storage/importedday.h"
#include "storage/recentids.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace sightglass::storage {

/// What the writer has to know of rows that come in as a chunk, without having been fresh.
struct ImportedRows
{
    /// A message id that a live event may still repeat.
    struct Id
    {
        IdEntry entry;
        std::string_view text;
        SourceId source;
        std::int64_t receivedAt = 0;
        std::size_t number = 0; ///< Of the row.
    };
    std::vector<SourceExtent> extents;
    std::vector<SourceLink> links;
    std::vector<ClickSighting> clicks;
    std::vector<Id> ids;
    std::size_t count = 0;        ///< Rows.
    std::vector<bool> duplicates; ///< By row: set by the writer when it refuses them for some that it has already.
};

} // namespace sightglass::storage
