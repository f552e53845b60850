// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/compaction.h"

#include <algorithm>

namespace sightglass::storage {

Expected<void> compact(Writer& writer, Background& background, const Progress& progress)
{
    const std::int64_t rows = background.freshRows();
    const auto sealed = [&] {
        return progress(std::clamp<std::int64_t>(rows - background.freshRows(), 0, rows), rows);
    };
    if (Expected<void> done = background.finishAll(sealed); !done)
        return done;
    std::int64_t most = 0;
    for (;;) {
        const Expected<std::int64_t> left = writer.shrink();
        if (!left)
            return unexpected(left.error());
        most = std::max(most, *left);
        if (!progress(rows + most - *left, rows + most))
            return unexpected(ErrorCode::Cancelled, QStringLiteral("The rest of the file keeps its pages."));
        if (*left == 0)
            return {};
    }
}

} // namespace sightglass::storage
