// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/openchunk.h"
#include "query/rows.h"

namespace sightglass::query {

/// Sets `keep`: the rows of the request's range, kinds and verdicts.
void judgeRows(OpenChunk& chunk, const domain::ChunkInfo& info, const RowRequest& request,
               const std::vector<domain::Kind>& kinds);
/// Sets `flags`. `sources` tells which screens are page views; null = none.
void flagRows(OpenChunk& chunk, const RowRequest& request, const domain::SourceDirectory* sources);

} // namespace sightglass::query
