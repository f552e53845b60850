// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/funnelpeople.h"

#include "core/timetext.h"
#include "query/foldedreport.h"
#include "query/peoplenames.h"

namespace sightglass::query {

namespace {

QJsonObject shownFunnelPerson(const FunnelPerson& person, const PersonNames& names)
{
    QJsonObject out{{QStringLiteral("id"), QString::fromStdString(personKeyText(person.key))},
                    {QStringLiteral("at"), QString::fromStdString(formatTime(fromMs(person.at)))},
                    {QStringLiteral("steps"), number(static_cast<std::int64_t>(person.steps))}};
    addNames(out, names);
    return out;
}

} // namespace

FactsRequest FunnelPeopleFold::request(const ReportContext& context, const domain::TimeRange& range)
{
    return FunnelWalk::request(context, range);
}

Expected<FunnelPeopleFold> FunnelPeopleFold::make(const ReportContext& context, const domain::TimeRange& range,
                                                  const Vocabulary& vocabulary)
{
    return FunnelPeopleFold(context, range, vocabulary);
}

FunnelPeopleFold::FunnelPeopleFold(const ReportContext& context, const domain::TimeRange& range,
                                   const Vocabulary& vocabulary)
    : m_context(&context)
    , m_walk(context, range, vocabulary)
    , m_page(context.query.limit, context.query.funnelPeople.after)
{
}

bool FunnelPeopleFold::counts(const Attempt& attempt) const
{
    const domain::FunnelPeopleQuestion& question = m_context->query.funnelPeople;
    const auto step = static_cast<std::size_t>(question.step);
    return question.outcome == domain::FunnelOutcome::Converted ? attempt.level >= step : attempt.level + 1 == step;
}

/// Attempts come person by person, so that a person is complete when another one's come.
Expected<void> FunnelPeopleFold::take(const Facts& part)
{
    const auto done = m_walk.over(part, [&](const Attempt& attempt) { takeAttempt(part, attempt); });
    closePerson();
    return done;
}

void FunnelPeopleFold::takeAttempt(const Facts& part, const Attempt& attempt)
{
    const std::uint32_t person = part.rows.person[attempt.firstRow];
    if (person == 0 || !counts(attempt))
        return;
    if (part.rows.keys[person] != m_person.key)
        closePerson();
    const std::int64_t at = attempt.times[attempt.level - 1];
    if (m_person.key == 0 || at > m_person.at)
        m_person = {part.rows.keys[person], at, attempt.level};
}

void FunnelPeopleFold::closePerson()
{
    if (m_person.key != 0)
        m_page.add({m_person.at, m_person.key}, m_person);
    m_person = {};
}

void FunnelPeopleFold::merge(FunnelPeopleFold&& other)
{
    m_page.merge(std::move(other.m_page));
}

Expected<QJsonObject> FunnelPeopleFold::finish()
{
    return listOf<FunnelPerson>(*m_context, m_page, shownFunnelPerson);
}

Expected<QJsonObject> funnelPeople(ReportContext& context)
{
    if (auto checked = FunnelWalk::check(context.query.funnel); !checked)
        return unexpected(checked.error());
    return foldedReport<FunnelPeopleFold>(context);
}

} // namespace sightglass::query
