// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/retention.h"

#include "query/foldedreport.h"
#include "query/reportjson.h"

namespace sightglass::query {

using domain::RetentionClock;
using domain::RetentionMode;

/// Rolling periods of a cohort begin with its first possible member and are over with its last one.
RetentionFold::Cell RetentionFold::cell(std::size_t cohort, std::size_t n) const
{
    const domain::RetentionBracket& covers = m_cells[n];
    if (question().clock == RetentionClock::Calendar) {
        const TimePoint start = m_periods[cohort + static_cast<std::size_t>(covers.first)].start;
        const TimePoint end = m_periods[cohort + static_cast<std::size_t>(covers.last)].end;
        return {start <= m_context->now, end <= m_context->now};
    }
    const auto after = [this](int periods) { return std::chrono::milliseconds(m_lengthMs * periods); };
    const TimePoint first = m_periods[cohort].start + after(covers.first);
    const TimePoint last = m_periods[cohort].end + after(covers.last + 1);
    return {first <= m_context->now, last <= m_context->now};
}

void RetentionFold::addUpLaterOnes()
{
    for (std::size_t c = 0; c < m_cohorts && question().mode == RetentionMode::OnOrAfter; ++c) {
        for (std::size_t n = m_width - 1; n-- > 0;)
            countOf(c, n) += countOf(c, n + 1);
    }
}

QJsonArray RetentionFold::cells(std::size_t cohort)
{
    QJsonArray out;
    for (std::size_t n = 0; n < m_width; ++n) {
        const Cell state = cell(cohort, n);
        if (!state.begun)
            break;
        out.append(QJsonObject{{QStringLiteral("count"), number(countOf(cohort, n))},
                               {QStringLiteral("rate"), rate(countOf(cohort, n), m_sizes[cohort])},
                               {QStringLiteral("complete"), state.complete}});
    }
    return out;
}

QJsonValue RetentionFold::average(std::size_t n)
{
    std::int64_t returned = 0;
    std::int64_t people = 0;
    double rates = 0;
    int cohorts = 0;
    for (std::size_t c = 0; c < m_cohorts; ++c) {
        if (m_sizes[c] == 0 || !cell(c, n).complete)
            continue;
        returned += countOf(c, n);
        people += m_sizes[c];
        rates += static_cast<double>(countOf(c, n)) / static_cast<double>(m_sizes[c]);
        ++cohorts;
    }
    if (!question().simpleAverage || cohorts == 0)
        return rate(returned, people);
    return rates / cohorts;
}

Expected<QJsonObject> RetentionFold::finish()
{
    addUpLaterOnes();
    QJsonArray cohorts;
    for (std::size_t c = 0; c < m_cohorts; ++c) {
        cohorts.append(QJsonObject{{QStringLiteral("start"), m_context->calendar.label(m_periods[c].start)},
                                   {QStringLiteral("size"), number(m_sizes[c])},
                                   {QStringLiteral("cells"), cells(c)}});
    }
    QJsonArray averages;
    for (std::size_t n = 0; n < m_width; ++n)
        averages.append(average(n));
    return QJsonObject{{QStringLiteral("cohorts"), cohorts}, {QStringLiteral("average"), averages}};
}

Expected<QJsonObject> retention(ReportContext& context)
{
    const domain::RetentionQuestion& question = context.query.retention;
    if (question.mode == RetentionMode::Bracket && question.brackets.empty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("give the brackets"), QStringLiteral("/brackets"));
    return foldedReport<RetentionFold>(context);
}

} // namespace sightglass::query
