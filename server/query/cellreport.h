// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/tallysource.h"

#include <memory>
#include <span>
#include <vector>

namespace sightglass::query {

/// A report that counts into cells (summary, timeseries, breakdown). It says what it reads and what is to be counted
/// there, so that several questions can be counted over one reading. Lives for one question, whose context outlives
/// it; one thread.
class CellReport
{
public:
    virtual ~CellReport() = default;

    /// What is read, each by itself: the question's range, and what it is compared with.
    [[nodiscard]] virtual std::vector<domain::TimeRange> ranges() const = 0;
    /// At least one. Errors: InvalidInput.
    [[nodiscard]] virtual Expected<std::vector<CellRequest>> requests(const Vocabulary& vocabulary) = 0;
    /// Takes what was counted of one of the ranges, by its number; may count more from the same source, which goes
    /// then.
    [[nodiscard]] virtual Expected<void> take(std::size_t range, const TallySource& source,
                                              const TallySource::Counted& counted) = 0;
    /// After every range was taken.
    [[nodiscard]] virtual QJsonObject answer() const = 0;
};

[[nodiscard]] Expected<std::unique_ptr<CellReport>> makeSummary(const ReportContext& context);
[[nodiscard]] Expected<std::unique_ptr<CellReport>> makeTimeseries(const ReportContext& context);
[[nodiscard]] Expected<std::unique_ptr<CellReport>> makeBreakdown(const ReportContext& context);

/// Whether a question of this kind is answered by a CellReport.
[[nodiscard]] bool countsCells(domain::QueryKind kind);

/// Answers questions of that kind, each like the question alone: those with the same filters, goal and bots are counted
/// together wherever they read the same range. Each has its own error.
[[nodiscard]] std::vector<Expected<QJsonObject>> answerCells(std::span<ReportContext* const> contexts);

} // namespace sightglass::query
