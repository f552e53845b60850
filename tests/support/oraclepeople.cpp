// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oraclereports.h"

#include "core/timetext.h"

#include <QJsonArray>

#include <algorithm>

namespace sightglass::test {

using namespace domain;

namespace {

struct Known
{
    std::vector<std::size_t> rows; ///< Chosen ones in the range, by time.
    std::int64_t visits = 0;
    std::int64_t events = 0;
    std::int64_t pageviews = 0;
};

std::map<std::uint64_t, Known> peopleOf(const OracleFacts& facts)
{
    std::map<std::uint64_t, Known> out;
    for (std::size_t i = 0; i < facts.rows().size(); ++i) {
        const Event& e = facts.event(i);
        const std::uint64_t person = facts.rows()[i].person;
        const std::uint64_t only = facts.input().query.people.only;
        if (person == 0 || !facts.isChosen(i) || !facts.range().contains(e.eventTime) || (only != 0 && person != only))
            continue;
        Known& known = out[person];
        known.rows.push_back(i);
        known.events += countsAsEvent(e.kind) ? 1 : 0;
        known.pageviews += facts.isView(e) ? 1 : 0;
    }
    for (const OracleVisit& visit : facts.visits()) {
        if (visit.hit && facts.range().contains(visit.start) && out.contains(visit.person))
            ++out[visit.person].visits;
    }
    return out;
}

/// What the person was last called, in everything that is known.
std::string lastOf(const OracleFacts& everything, std::uint64_t person, std::string Event::*member)
{
    std::string last;
    for (const OracleRow& row : everything.rows()) {
        if (row.person == person && !((*row.event).*member).empty())
            last = (*row.event).*member;
    }
    return last;
}

std::int64_t rankOf(const OracleFacts& facts, const Known& known)
{
    switch (facts.input().query.people.sort) {
    case PeopleOrder::LastSeen: return toMs(facts.event(known.rows.back()).eventTime);
    case PeopleOrder::FirstSeen: return toMs(facts.event(known.rows.front()).eventTime);
    case PeopleOrder::Visits: return known.visits;
    case PeopleOrder::Events: return known.events;
    case PeopleOrder::Pageviews: return known.pageviews;
    }
    return 0;
}

} // namespace

QString oraclePersonId(std::uint64_t person)
{
    return QStringLiteral("%1").arg(person, 16, 16, QLatin1Char('0'));
}

void addOracleNames(QJsonObject& out, const OracleFacts& everything, std::uint64_t person)
{
    for (const auto& [name, member] :
         {std::pair("user_id", &Event::userId), {"anonymous_id", &Event::anonymousId}, {"country", &Event::country}}) {
        if (const std::string last = lastOf(everything, person, member); !last.empty())
            out.insert(QLatin1String(name), QString::fromStdString(last));
    }
}

QJsonObject oraclePeople(const OracleInput& in)
{
    const OracleFacts facts(in, in.query.range);
    const OracleFacts everything(in, in.query.range, kAllTime);
    const std::map<std::uint64_t, Known> people = peopleOf(facts);
    std::vector<std::pair<std::int64_t, std::uint64_t>> order; // the negative rank, then the key
    for (const auto& [person, known] : people)
        order.emplace_back(-rankOf(facts, known), person);
    std::sort(order.begin(), order.end());
    QJsonObject out{{QStringLiteral("total"), static_cast<double>(order.size())}};
    QJsonArray rows;
    QString cursor;
    for (const auto& [rank, person] : order) {
        const auto& after = in.query.people.after;
        if (after && std::pair(rank, person) <= std::pair(-after->value, after->key))
            continue;
        if (rows.size() == in.query.limit) {
            out.insert(QStringLiteral("next"), cursor);
            break;
        }
        const Known& known = people.at(person);
        const auto seen = [&](std::size_t row) {
            return QString::fromStdString(formatTime(facts.event(row).eventTime));
        };
        QJsonObject one{{QStringLiteral("id"), oraclePersonId(person)},
                        {QStringLiteral("first_seen"), seen(known.rows.front())},
                        {QStringLiteral("last_seen"), seen(known.rows.back())},
                        {QStringLiteral("visits"), static_cast<double>(known.visits)},
                        {QStringLiteral("events"), static_cast<double>(known.events)},
                        {QStringLiteral("pageviews"), static_cast<double>(known.pageviews)}};
        addOracleNames(one, everything, person);
        rows.append(one);
        cursor = QString::number(-rank) + u'.' + oraclePersonId(person);
    }
    out.insert(QStringLiteral("rows"), rows);
    return out;
}

} // namespace sightglass::test
