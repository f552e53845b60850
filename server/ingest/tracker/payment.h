// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/request.h"
#include "domain/sourcedirectory.h"
#include "domain/trackerrecords.h"
#include "ingest/tracker/call.h"
#include "ingest/tracker/recordreader.h"

#include <string>
#include <vector>

namespace sightglass::ingest::tracker {

/// Turns a request about money into payments (spec tracker §13): one line, or the lines of `payments`, which share what
/// stands around them. Lines without an amount are left out. Thread: one at a time; keep one per thread.
class PaymentDecoder
{
public:
    /// It lasts until the next call.
    [[nodiscard]] Body readBody(const domain::Request& request) { return m_reader.readBody(request); }
    /// `isThirdGeneration`: `revenue` comes before `amt`, and a line without a currency is in US dollars; lines of
    /// `payments` are so on every route. Others are in the project's currency.
    [[nodiscard]] std::vector<domain::TrackerPayment> decode(const domain::Request& request, const Body& body,
                                                             const domain::SourceEntry& entry, const Options& options,
                                                             bool isThirdGeneration, ProblemCounts& problems);

private:
    RecordReader m_reader;
};

} // namespace sightglass::ingest::tracker
