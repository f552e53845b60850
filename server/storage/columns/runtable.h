// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/columns/compression.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace sightglass::storage::columns {

/// Which rows belong to which visitor. A plain value.
struct RunTable
{
    std::vector<domain::VisitorRun> runs;
    std::size_t rows = 0;

    [[nodiscard]] std::size_t size() const { return runs.size(); }
    [[nodiscard]] std::size_t begin(std::size_t run) const { return runs[run].begin; }
    [[nodiscard]] std::size_t end(std::size_t run) const { return run + 1 < runs.size() ? runs[run + 1].begin : rows; }

    /// The blob of column kRuns.
    [[nodiscard]] std::string encoded(Compressor& compressor) const;
    /// Nothing when it is damaged: every run has rows, together `rows`, and the visitors ascend.
    [[nodiscard]] static std::optional<RunTable> decode(std::string_view blob, std::size_t runs, std::size_t rows);
};

} // namespace sightglass::storage::columns
