// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/peoplelist.h"

#include "core/timetext.h"
#include "query/foldedreport.h"
#include "query/peoplenames.h"
#include "query/personkeys.h"
#include "query/reportjson.h"
#include "query/workers.h"

#include <QJsonArray>

#include <algorithm>

namespace sightglass::query {

namespace {

using domain::Kind;
using domain::PeopleCursor;
using domain::PeopleOrder;

PeopleCursor placeOf(const ListedPerson& person, PeopleOrder order)
{
    switch (order) {
    case PeopleOrder::LastSeen: return {person.lastSeen, person.key};
    case PeopleOrder::FirstSeen: return {person.firstSeen, person.key};
    case PeopleOrder::Visits: return {person.visits, person.key};
    case PeopleOrder::Events: return {person.events, person.key};
    case PeopleOrder::Pageviews: return {person.pageviews, person.key};
    }
    return {};
}

QJsonObject shownPerson(const ListedPerson& person, const PersonNames& names)
{
    const auto time = [](std::int64_t ms) { return QString::fromStdString(formatTime(fromMs(ms))); };
    QJsonObject out{{QStringLiteral("id"), QString::fromStdString(personKeyText(person.key))},
                    {QStringLiteral("first_seen"), time(person.firstSeen)},
                    {QStringLiteral("last_seen"), time(person.lastSeen)},
                    {QStringLiteral("visits"), number(person.visits)},
                    {QStringLiteral("events"), number(person.events)},
                    {QStringLiteral("pageviews"), number(person.pageviews)}};
    addNames(out, names);
    return out;
}

} // namespace

/// Rows of all kinds: whoever only said who they are is a person as well.
FactsRequest PeopleListFold::request(const ReportContext& context, const domain::TimeRange& range)
{
    FactsRequest out{range, FactNeeds::of(context.query)};
    for (const Kind kind :
         {Kind::Engagement, Kind::Identify, Kind::Alias, Kind::Group, Kind::Vitals, Kind::Exposure, Kind::Background}) {
        if (std::find(out.needs.rows.moreKinds.begin(), out.needs.rows.moreKinds.end(), kind) ==
            out.needs.rows.moreKinds.end())
            out.needs.rows.moreKinds.push_back(kind);
    }
    out.needs.rows.visits = true;
    return out;
}

Expected<PeopleListFold> PeopleListFold::make(const ReportContext& context, const domain::TimeRange& range,
                                              const Vocabulary&)
{
    return PeopleListFold(context, range);
}

PeopleListFold::PeopleListFold(const ReportContext& context, const domain::TimeRange& range)
    : m_context(&context)
    , m_range(range)
    , m_page(context.query.limit, context.query.people.after)
{
}

Expected<void> PeopleListFold::take(const Facts& part)
{
    if (m_context->cancel.isCancelled())
        return cancelled();
    const std::uint64_t only = m_context->query.people.only;
    const std::uint32_t one = only == 0 ? 0 : part.rows.people.find(only);
    std::uint32_t visit = 0;
    for (std::uint32_t person = 1; person < part.rows.keys.size(); ++person) {
        if (only == 0 || person == one)
            takePerson(part, person, visit);
    }
    return {};
}

/// Visits stand by person like rows do; `visit` goes on to those of the next one.
void PeopleListFold::takePerson(const Facts& part, std::uint32_t person, std::uint32_t& visit)
{
    const Rows& rows = part.rows;
    const std::vector<Visit>& visits = part.visits.list;
    ListedPerson out;
    for (std::uint32_t row = rows.first[person]; row < rows.first[person + 1]; ++row) {
        if (!part.chosen[row] || !m_range.contains(fromMs(rows.time[row])))
            continue;
        out.firstSeen = out.key == 0 ? rows.time[row] : out.firstSeen;
        out.lastSeen = rows.time[row];
        out.key = rows.keys[person];
        out.events += (rows.flags[row] & kCounted) ? 1 : 0;
        out.pageviews += (rows.flags[row] & kPageview) ? 1 : 0;
    }
    while (visit < visits.size() && visits[visit].begin < rows.first[person])
        ++visit;
    for (; visit < visits.size() && visits[visit].begin < rows.first[person + 1]; ++visit)
        out.visits += part.visitHit[visit] && m_range.contains(fromMs(visits[visit].start)) ? 1 : 0;
    if (out.key != 0)
        m_page.add(placeOf(out, m_context->query.people.sort), out);
}

void PeopleListFold::merge(PeopleListFold&& other)
{
    m_page.merge(std::move(other.m_page));
}

Expected<QJsonObject> PeopleListFold::finish()
{
    return listOf<ListedPerson>(*m_context, m_page, shownPerson);
}

Expected<QJsonObject> people(ReportContext& context)
{
    return foldedReport<PeopleListFold>(context);
}

} // namespace sightglass::query
