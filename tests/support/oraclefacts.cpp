// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oraclefacts.h"

#include "domain/propertytext.h"
#include "query/calendar.h"
#include "query/eventfilter.h"
#include "support/memoryscan.h"

#include <QString>

#include <algorithm>
#include <tuple>

namespace sightglass::test {

using namespace domain;
using namespace std::chrono_literals;
using query::Field;
using query::Level;
using query::PropertyName;

namespace {

bool isDeleted(const PropertyMap& map, const std::string& key)
{
    return std::any_of(map.begin(), map.end(),
                       [&key](const Property& one) { return one.key == key && isDeletion(one.value); });
}

} // namespace

OracleFacts::OracleFacts(const OracleInput& input, const TimeRange& range)
    : OracleFacts(input, range, {range.from - 24h, range.to + 24h})
{
}

OracleFacts::OracleFacts(const OracleInput& input, const TimeRange& range, const TimeRange& read)
    : m_in(input)
    , m_range(range)
{
    readRows(read);
    cutVisits();
    choose();
}

bool OracleFacts::wanted(const Event& e) const
{
    if (!e.excluded.empty())
        return false;
    return m_in.query.bots == BotMode::Include || e.bot.isBot() == (m_in.query.bots == BotMode::Only);
}

bool OracleFacts::isView(const Event& e) const
{
    return e.kind == Kind::Pageview || (e.kind == Kind::Screen && m_in.appSources.contains(e.source.value));
}

void OracleFacts::readRows(const TimeRange& read)
{
    const IdentityGraph graph(linksOf(m_in.events));
    for (const Event& e : m_in.events) {
        if (!wanted(e))
            continue;
        const bool known = e.visitorBasis != VisitorBasis::None && e.visitor != 0;
        const OracleRow row{&e, known ? graph.resolve(e.visitor, e.eventTime) : 0, -1};
        m_everything.push_back(row); // what is known of people came with any event
        const bool isOfNow = m_in.query.kind != QueryKind::Realtime || !e.historical;
        if (isOfNow && read.contains(e.eventTime))
            m_rows.push_back(row);
    }
    const auto before = [](const OracleRow& a, const OracleRow& b) {
        return std::tie(a.person, a.event->eventTime, a.event->receivedAt, a.event->messageId) <
               std::tie(b.person, b.event->eventTime, b.event->receivedAt, b.event->messageId);
    };
    std::stable_sort(m_rows.begin(), m_rows.end(), before);
    std::stable_sort(m_everything.begin(), m_everything.end(), before);
}

bool OracleFacts::endsBefore(const OracleVisit& visit, const Event& e) const
{
    if (e.eventTime - visit.start >= 24h)
        return true;
    const query::Calendar calendar = *query::Calendar::of(m_in.project.timezone, false);
    return m_in.project.cutVisitsAtMidnight && calendar.dayOf(visit.start) != calendar.dayOf(e.eventTime);
}

bool OracleFacts::namesOtherCampaign(const OracleVisit& visit, const Event& e) const
{
    return m_in.project.cutVisitsAtCampaign && startsVisit(e.kind) && !e.utmCampaign.empty() &&
           e.utmCampaign != event(visit.rows.front()).utmCampaign;
}

void OracleFacts::cutVisits()
{
    const auto timeout = std::chrono::minutes(m_in.project.visitTimeoutMinutes);
    std::map<std::uint64_t, std::tuple<int, TimePoint, std::string>> open; // visit, last sign of life, hint
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        OracleRow& row = m_rows[i];
        const Event& e = *row.event;
        if (row.person == 0)
            continue;
        auto it = open.find(row.person);
        if (it != open.end()) {
            const auto& [number, last, hint] = it->second;
            if (e.eventTime - last >= timeout || endsBefore(m_visits[static_cast<std::size_t>(number)], e)) {
                open.erase(it);
                it = open.end();
            }
        }
        const auto isOther = [&](const auto& visit) {
            const auto& [number, last, hint] = visit;
            const bool hasOtherHint = !e.sessionHint.empty() && !hint.empty() && e.sessionHint != hint;
            return hasOtherHint || namesOtherCampaign(m_visits[static_cast<std::size_t>(number)], e);
        };
        const bool other = it != open.end() && isOther(it->second);
        if (it == open.end() || other) {
            if (!startsVisit(e.kind))
                continue;
            OracleVisit fresh;
            fresh.start = fresh.end = e.eventTime;
            fresh.person = row.person;
            m_visits.push_back(fresh);
            open[row.person] = {static_cast<int>(m_visits.size()) - 1, e.eventTime, std::string()};
            it = open.find(row.person);
        }
        auto& [number, last, hint] = it->second;
        if (hint.empty() && (countsAsEvent(e.kind) || e.kind == Kind::Engagement))
            hint = e.sessionHint;
        row.visit = number;
        OracleVisit& v = m_visits[static_cast<std::size_t>(number)];
        join(i, v);
        if (extendsVisit(e.kind, e.interactive) || e.kind == Kind::Engagement)
            last = e.eventTime;
    }
}

void OracleFacts::join(std::size_t i, OracleVisit& v) const
{
    const Event& e = *m_rows[i].event;
    v.rows.push_back(i);
    if (extendsVisit(e.kind, e.interactive))
        v.end = e.eventTime;
    if (isView(e))
        v.views.push_back(i);
    v.intent = v.intent || (e.kind == Kind::Custom && e.interactive);
    v.exception = v.exception || e.kind == Kind::Exception;
    v.unhandled = v.unhandled || isUnhandled(e);
    if (e.kind != Kind::Engagement)
        return;
    const std::string view = e.viewId.empty() ? "#" + std::to_string(i) : e.viewId;
    auto& engagement = v.engagement.try_emplace({e.path, view}, std::pair<std::int64_t, int>{0, -1}).first->second;
    engagement.first = std::max(engagement.first, e.engagementMs);
    engagement.second = std::max(engagement.second, e.scrollDepth.value_or(-1));
}

std::vector<std::string> OracleFacts::valuesOf(std::size_t i, const PropertyName& property) const
{
    const OracleRow& row = m_rows[i];
    const Level level = query::levelOf(property.field);
    if (level == Level::Person)
        return personValues(row.person, property);
    if (property.field == Field::Session)
        return {sessionValue(*row.event, property.key)};
    if (property.field == Field::EntryPage || property.field == Field::ExitPage) {
        if (row.visit < 0)
            return {isView(*row.event) ? row.event->path : std::string()};
        const std::vector<std::size_t>& views = m_visits[static_cast<std::size_t>(row.visit)].views;
        if (views.empty())
            return {""};
        return {m_rows[property.field == Field::EntryPage ? views.front() : views.back()].event->path};
    }
    const Event* event = row.event;
    if (level == Level::Visit && row.visit >= 0)
        event = m_rows[m_visits[static_cast<std::size_t>(row.visit)].rows.front()].event;
    return {query::propertyOf(*event, property, m_in.names)};
}

/// What the session's property was set to last.
std::string OracleFacts::sessionValue(const Event& e, const std::string& key) const
{
    const Event* latest = nullptr;
    const auto order = [](const Event& one) { return std::tie(one.eventTime, one.receivedAt, one.messageId); };
    for (const Event& one : m_in.events) {
        const bool isOfSession = e.protocol == Protocol::OpenMetrics && !e.anonymousId.empty() &&
                                 one.protocol == e.protocol && one.anonymousId == e.anonymousId;
        const bool setsIt = one.kind == Kind::Identify && std::any_of(one.properties.begin(), one.properties.end(),
                                                                      [&](const Property& p) { return p.key == key; });
        if (isOfSession && setsIt && (!latest || order(*latest) <= order(one)))
            latest = &one;
    }
    return latest ? query::propertyOf(*latest, {Field::Property, key}, m_in.names) : std::string();
}

std::vector<std::string> OracleFacts::personValues(std::uint64_t person, const PropertyName& property) const
{
    std::set<std::string> values;
    for (const OracleRow& row : m_everything) {
        const std::string value = query::propertyOf(*row.event, property, m_in.names);
        if (person == 0 || row.person != person || (property.field == Field::Trait && row.event->kind == Kind::Group))
            continue;
        if (property.field == Field::Trait && isDeleted(row.event->traits, property.key))
            values.clear();
        if (value.empty())
            continue;
        if (property.field == Field::Trait)
            values.clear(); // the latest counts
        values.insert(value);
    }
    return values.empty() ? std::vector<std::string>{""} : std::vector<std::string>(values.begin(), values.end());
}

std::string OracleFacts::keyOf(const PropertyName& property, const std::string& value)
{
    return query::ignoresCase(property.field) ? QString::fromStdString(value).toCaseFolded().toStdString() : value;
}

std::map<std::string, std::string> OracleFacts::allValues(const PropertyName& property) const
{
    OracleSpellings spellings(property);
    const auto count = [&](std::size_t row, bool counts) {
        for (const std::string& value : valuesOf(row, property))
            spellings.count(value, counts ? 1 : 0);
    };
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        count(i,
              m_range.contains(event(i).eventTime) && (m_converts[i] || (m_chosen[i] && countsAsEvent(event(i).kind))));
    for (const OracleVisit& visit : m_visits)
        count(visit.rows.front(), visit.hit && m_range.contains(visit.start));
    return spellings.shown();
}

std::string OracleSpellings::count(const std::string& value, int times)
{
    const std::string key = OracleFacts::keyOf(m_property, value);
    m_counts[key][value] += times;
    return key;
}

std::map<std::string, std::string> OracleSpellings::shown() const
{
    std::map<std::string, std::string> out;
    for (const auto& [key, counts] : m_counts)
        out[key] = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                       return a.second < b.second;
                   })->first;
    return out;
}

} // namespace sightglass::test
