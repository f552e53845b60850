// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/query.h"
#include "domain/sourcedirectory.h"
#include "query/acquisition.h"

namespace sightglass::query {

/// Answers queries from one scan (metrics §1–5, spec api §4): summary, timeseries, breakdown, realtime.
/// Holds references: scan, clock and sources outlive it. Thread: that of the scan; one question at a time.
/// Errors: those of QueryEngine; TooLarge when an answer would need more than two million cells.
/// Timeouts are the caller's: cancel when the time is up.
class Engine final : public domain::QueryEngine
{
public:
    /// `sources` tells which screens are pageviews (sources of kind app); null = none.
    Engine(domain::EventScan& scan, const Clock& clock, const domain::SourceDirectory* sources, AcquisitionNames names);

    [[nodiscard]] Expected<QJsonObject> answer(const domain::Project& project, const domain::Query& query, const domain::Cancellation& cancel) override;

private:
    domain::EventScan& m_scan;
    const Clock& m_clock;
    const domain::SourceDirectory* m_sources;
    AcquisitionNames m_names;
};

} // namespace sightglass::query
