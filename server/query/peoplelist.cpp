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

bool isBefore(const PeopleCursor& a, const PeopleCursor& b)
{
    return a.value != b.value ? a.value > b.value : a.key < b.key;
}

/// Before whom a person stands in the list.
auto inOrder(PeopleOrder order)
{
    return [order](const ListedPerson& a, const ListedPerson& b) { return isBefore(placeOf(a, order), placeOf(b, order)); };
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
    for (const auto& [member, text] : {std::pair("user_id", &names.userId), {"anonymous_id", &names.anonymousId}, {"country", &names.country}}) {
        if (!text->empty())
            out.insert(QLatin1String(member), QString::fromStdString(*text));
    }
    return out;
}

} // namespace

/// Rows of all kinds: whoever only said who they are is a person as well.
FactsRequest PeopleListFold::request(const ReportContext& context, const domain::TimeRange& range)
{
    FactsRequest out{range, FactNeeds::of(context.query)};
    for (const Kind kind : {Kind::Engagement, Kind::Identify, Kind::Alias, Kind::Group, Kind::Vitals, Kind::Exposure, Kind::Background}) {
        if (std::find(out.needs.rows.moreKinds.begin(), out.needs.rows.moreKinds.end(), kind) == out.needs.rows.moreKinds.end())
            out.needs.rows.moreKinds.push_back(kind);
    }
    out.needs.rows.visits = true;
    return out;
}

Expected<PeopleListFold> PeopleListFold::make(const ReportContext& context, const domain::TimeRange& range, const Vocabulary&)
{
    return PeopleListFold(context, range);
}

PeopleListFold::PeopleListFold(const ReportContext& context, const domain::TimeRange& range)
    : m_context(&context)
    , m_range(range)
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
        add(out);
}

void PeopleListFold::add(const ListedPerson& person)
{
    ++m_total;
    const domain::PeopleQuestion& question = m_context->query.people;
    if (!question.after || isBefore(*question.after, placeOf(person, question.sort)))
        keep(person);
}

void PeopleListFold::keep(const ListedPerson& person)
{
    const auto before = inOrder(m_context->query.people.sort);
    const std::size_t most = static_cast<std::size_t>(m_context->query.limit) + 1;
    if (m_page.size() == most) {
        if (!before(person, m_page.front()))
            return;
        std::pop_heap(m_page.begin(), m_page.end(), before);
        m_page.pop_back();
    }
    m_page.push_back(person);
    std::push_heap(m_page.begin(), m_page.end(), before);
}

void PeopleListFold::merge(PeopleListFold&& other)
{
    m_total += other.m_total;
    for (const ListedPerson& person : other.m_page)
        keep(person);
}

Expected<QJsonObject> PeopleListFold::finish()
{
    const PeopleOrder order = m_context->query.people.sort;
    std::sort(m_page.begin(), m_page.end(), inOrder(order));
    const bool hasMore = m_page.size() > static_cast<std::size_t>(m_context->query.limit);
    if (hasMore)
        m_page.pop_back();
    std::vector<std::uint64_t> keys;
    for (const ListedPerson& person : m_page)
        keys.push_back(person.key);
    const auto names = namesOf(*m_context, keys);
    if (!names)
        return unexpected(names.error());
    QJsonArray rows;
    for (std::size_t i = 0; i < m_page.size(); ++i)
        rows.append(shownPerson(m_page[i], (*names)[i]));
    QJsonObject out{{QStringLiteral("rows"), rows}, {QStringLiteral("total"), number(m_total)}};
    if (hasMore)
        out.insert(QStringLiteral("next"), QString::fromStdString(peopleCursorText(placeOf(m_page.back(), order))));
    return out;
}

Expected<QJsonObject> people(ReportContext& context)
{
    return foldedReport<PeopleListFold>(context);
}

} // namespace sightglass::query
