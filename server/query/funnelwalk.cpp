// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/funnelwalk.h"

#include "query/reportjson.h"
#include "query/workers.h"

namespace sightglass::query {

namespace {

/// Steps, then exclusions.
std::vector<domain::Condition> conditionsOf(const domain::FunnelQuestion& question)
{
    std::vector<domain::Condition> out = question.steps;
    for (const domain::FunnelExclusion& exclusion : question.exclusions)
        out.push_back(exclusion.event);
    return out;
}

std::optional<PropertyName> constantOf(const domain::FunnelQuestion& question)
{
    const auto property = parseProperty(question.constant);
    return question.constant.empty() || !property ? std::nullopt : std::optional(*property);
}

} // namespace

FactsRequest FunnelWalk::request(const ReportContext& context, const domain::TimeRange& range)
{
    FactsRequest out{{range.from, range.to + context.query.funnel.window}, FactNeeds::of(context.query)};
    const std::vector<domain::Condition> conditions = conditionsOf(context.query.funnel);
    for (const domain::Condition& condition : conditions)
        out.needs.add(condition);
    if (const auto constant = constantOf(context.query.funnel))
        out.needs.add(*constant);
    out.needs.rows.visits = out.needs.rows.visits || context.query.funnel.unit == domain::FunnelUnit::Visit;
    // In a strict funnel what is no step is an obstacle.
    if (context.query.funnel.order != domain::StepOrder::Strict && out.needs.areOfEventsAlone())
        out.only = conditions;
    return out;
}

Expected<void> FunnelWalk::check(const domain::FunnelQuestion& question)
{
    if (question.steps.size() >= 2 && question.steps.size() <= kMaxSteps)
        return {};
    return unexpected(ErrorCode::InvalidInput, QStringLiteral("a funnel has 2 to 10 steps"), QStringLiteral("/steps"));
}

FunnelWalk::FunnelWalk(const ReportContext& context, const domain::TimeRange& range, const Vocabulary& vocabulary)
    : m_context(&context)
    , m_steps(conditionsOf(context.query.funnel), vocabulary)
    , m_stepBits((1U << context.query.funnel.steps.size()) - 1)
    , m_matcher(context.query.funnel, range)
{
}

Expected<void> FunnelWalk::over(const Facts& facts, const Take& take)
{
    const auto bits = m_steps.bits(facts);
    if (!bits)
        return unexpected(bits.error());
    std::optional<Values> constant;
    if (const auto property = constantOf(question()))
        constant.emplace(facts, *property);
    const Part part{facts, *bits, constant ? &*constant : nullptr, take};
    return question().unit == domain::FunnelUnit::Visit ? overVisits(part) : overPeople(part);
}

Expected<void> FunnelWalk::overPeople(const Part& part)
{
    const std::vector<std::uint32_t>& person = part.facts.rows.person;
    for (std::uint32_t row = 0; row < person.size(); ++row) {
        if (row > 0 && person[row] != person[row - 1])
            give(part);
        if (row % kRowsBetweenChecks == 0 && m_context->cancel.isCancelled())
            return cancelled();
        if (person[row] != 0)
            collect(part, row);
    }
    give(part);
    return {};
}

Expected<void> FunnelWalk::overVisits(const Part& part)
{
    const Visits& visits = part.facts.visits;
    for (std::uint32_t number = 0; number < visits.list.size(); ++number) {
        if (number % kRowsBetweenChecks == 0 && m_context->cancel.isCancelled())
            return cancelled();
        for (std::uint32_t row = visits.list[number].begin; row < visits.list[number].end; ++row) {
            if (visits.ofRow[row] == number)
                collect(part, row);
        }
        give(part);
    }
    return {};
}

/// In strict order whatever the person did stands between.
void FunnelWalk::collect(const Part& part, std::uint32_t row)
{
    const Facts& facts = part.facts;
    const bool isStrict = question().order == domain::StepOrder::Strict;
    const bool isBack = isStrict && isBackground(facts.rows, row);
    if (part.bits[row] == 0 && (!isStrict || isBack || !facts.chosen[row]))
        return;
    StepEvent event{facts.rows.time[row], row, static_cast<std::uint16_t>(part.bits[row] & m_stepBits), isBack};
    event.excludes = static_cast<std::uint16_t>(part.bits[row] >> question().steps.size());
    if (part.constant) {
        event.constant = part.constant->of(row);
        event.steps = event.constant == 0 ? std::uint16_t{0} : event.steps; // absent is never the same
    }
    m_events.push_back(event);
}

void FunnelWalk::give(const Part& part)
{
    if (m_events.empty())
        return;
    m_matcher.find(m_events, m_attempts);
    m_events.clear();
    for (const Attempt& attempt : m_attempts)
        part.take(attempt);
}

} // namespace sightglass::query
