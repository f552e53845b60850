// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/query.h"
#include "domain/sourcedirectory.h"
#include "query/acquisition.h"

namespace sightglass::query {

/// How the work of a question is cut up.
struct EngineLimits
{
    std::size_t partRows = 65'536; ///< Rows of one part of the people, about: what fits a core's cache.
    std::size_t workers = 0;       ///< Threads of a question, its own included; 0 = as many as there are cores.
};

/// Answers queries from one scan of every kind (metrics §1–9, §11; spec api §4).
/// Holds references: scan, clock and sources outlive it. Thread: that of the scan; one question at a time, which is
/// worked on by several threads that end with it.
/// Errors: those of QueryEngine; TooLarge when an answer would need more than two million cells, or a range holds more
/// than a hundred million events or too many different texts.
/// Timeouts are the caller's: cancel when the time is up.
class Engine final : public domain::QueryEngine
{
public:
    /// `sources` tells which screens are pageviews (sources of kind app); null = none.
    Engine(domain::EventScan& scan, const Clock& clock, const domain::SourceDirectory* sources, AcquisitionNames names,
           EngineLimits limits = {});

    [[nodiscard]] Expected<QJsonObject> answer(const domain::Project& project, const domain::Query& query,
                                               const domain::Cancellation& cancel) override;
    [[nodiscard]] std::vector<Expected<QJsonObject>> answerAll(const domain::Project& project,
                                                               std::span<const domain::Query> queries,
                                                               const domain::Cancellation& cancel) override;

private:
    domain::EventScan& m_scan;
    const Clock& m_clock;
    const domain::SourceDirectory* m_sources;
    AcquisitionNames m_names;
    EngineLimits m_limits;
};

} // namespace sightglass::query
