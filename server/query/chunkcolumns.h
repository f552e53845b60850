// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/acquisition.h"
#include "query/dictionary.h"
#include "query/openchunk.h"
#include "query/rows.h"
#include "query/sessionvalues.h"

namespace sightglass::query {

/// What must be read for a request. `sources`: whether screens of apps are to be told from others.
[[nodiscard]] domain::ScanRequest scanRequestOf(const RowRequest& request, bool sources);

/// The values of one property in one chunk, numbered by `dictionary`. `index` is the property's place among the
/// properties or traits of the scan request; `sessions` holds those of a property of sessions. Thread: any.
[[nodiscard]] CodeColumn readColumn(const domain::SortedChunk& chunk, const PropertyName& property, std::size_t index,
                                    const AcquisitionNames& names, const SessionValues* sessions,
                                    Dictionary& dictionary);
[[nodiscard]] CodeColumn readTexts(const domain::TextCodes& texts, Dictionary& dictionary);

} // namespace sightglass::query
