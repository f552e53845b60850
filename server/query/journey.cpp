// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/journey.h"

#include "query/foldedreport.h"
#include "query/reportjson.h"
#include "query/workers.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace sightglass::query {

namespace {

constexpr std::size_t kMaxPairs = 2'000'000;
constexpr int kMaxDepth = 10;
constexpr std::string_view kEventPrefix = "event:";

/// Of a custom event by its number; an event without a name is none.
std::uint32_t eventNode(std::uint32_t event)
{
    return event == 0 ? 0 : (event << 1) | 1U;
}

} // namespace

FactsRequest JourneyFold::request(const ReportContext& context, const domain::TimeRange& range)
{
    FactsRequest out{range, FactNeeds::of(context.query)};
    out.needs.add(PropertyName{Field::Page, {}});
    out.needs.rows.visits = true;
    if (context.query.journey.customEvents)
        out.needs.add(PropertyName{Field::Event, {}});
    return out;
}

Expected<JourneyFold> JourneyFold::make(const ReportContext& context, const domain::TimeRange& range,
                                        const Vocabulary& vocabulary)
{
    return JourneyFold(context, range, vocabulary);
}

JourneyFold::JourneyFold(const ReportContext& context, const domain::TimeRange& range, const Vocabulary& vocabulary)
    : m_context(&context)
    , m_range(range)
    , m_pages(vocabulary.of({Field::Page, {}}))
    , m_events(context.query.journey.customEvents ? vocabulary.of({Field::Event, {}}) : nullptr)
    , m_steps(static_cast<std::size_t>(std::clamp(context.query.journey.depth, 1, kMaxDepth)))
{
    if (const auto id = m_pages->find(anchor()))
        m_anchor = *id << 1;
    else if (m_events && anchor().starts_with(kEventPrefix))
        m_anchor = eventNode(m_events->find(std::string_view(anchor()).substr(kEventPrefix.size())).value_or(0));
}

Expected<void> JourneyFold::take(const Facts& part)
{
    m_page = part.rows.dimension({Field::Page, {}});
    m_event = m_events ? part.rows.dimension({Field::Event, {}}) : nullptr;
    for (std::uint32_t number = 0; m_anchor != kLeft && number < part.visits.list.size(); ++number) {
        if (number % kRowsBetweenChecks == 0 && m_context->cancel.isCancelled())
            return cancelled();
        if (part.visitHit[number] && m_range.contains(fromMs(part.visits.list[number].start)))
            takeVisit(part, number);
    }
    return checkSize();
}

JourneyFold::Node JourneyFold::nodeOf(const Facts& part, std::uint32_t row) const
{
    if (part.rows.flags[row] & kPageview)
        return m_page->ids[row] << 1;
    const bool isEvent = m_event && part.rows.kind[row] == static_cast<std::uint8_t>(domain::Kind::Custom);
    return isEvent ? eventNode(m_event->ids[row]) : kLeft;
}

/// Forward from the first occurrence of the start page, or backward from the last one of the end page.
void JourneyFold::takeVisit(const Facts& part, std::uint32_t number)
{
    const Visit& visit = part.visits.list[number];
    Node before = kLeft;
    std::size_t level = 0;
    for (std::uint32_t i = 0; i < visit.end - visit.begin && level < m_steps.size(); ++i) {
        const std::uint32_t row = isForward() ? visit.begin + i : visit.end - 1 - i;
        const Node node = part.visits.ofRow[row] == number ? nodeOf(part, row) : kLeft;
        if (node == kLeft || node == before || (before == kLeft && node != m_anchor))
            continue;
        if (before == kLeft)
            ++m_visits;
        else
            m_steps[level++].add(before, node);
        before = node;
    }
    if (before != kLeft && level < m_steps.size())
        m_steps[level].add(before, kLeft);
}

void JourneyFold::merge(JourneyFold&& other)
{
    m_visits += other.m_visits;
    for (std::size_t level = 0; level < m_steps.size(); ++level)
        m_steps[level].merge(other.m_steps[level]);
}

Expected<void> JourneyFold::checkSize() const
{
    std::size_t pairs = 0;
    for (const PairMap& steps : m_steps)
        pairs += steps.pairs().size();
    if (pairs > kMaxPairs)
        return tooLarge("the journeys go over more than two million pairs of pages; narrow the range or filter");
    return {};
}

/// Of an item of a path: a page, or event:NAME.
std::string JourneyFold::text(Node node) const
{
    return (node & 1U) ? std::string(kEventPrefix).append(m_events->text(node >> 1))
                       : std::string(m_pages->text(node >> 1));
}

QString JourneyFold::name(Node node) const
{
    return node == kLeft    ? QStringLiteral("left")
           : node == kOther ? QStringLiteral("other")
                            : QString::fromStdString(text(node));
}

/// The most visited pages of a level, then what is left of them, then those who went nowhere.
std::vector<JourneyFold::Ranked> JourneyFold::ranked(const PairMap& steps) const
{
    std::unordered_map<Node, std::int64_t> visits;
    for (const PairMap::Pair& pair : steps.pairs())
        visits[pair.to] += pair.count;
    std::vector<Ranked> out;
    for (const auto& [node, count] : visits) {
        if (node != kLeft)
            out.push_back({node, count});
    }
    std::sort(out.begin(), out.end(), [this](const Ranked& a, const Ranked& b) {
        return a.visits != b.visits ? a.visits > b.visits : text(a.node) < text(b.node);
    });
    const auto most = static_cast<std::size_t>(std::max(1, m_context->query.limit));
    Ranked other{kOther, 0};
    for (std::size_t i = most; i < out.size(); ++i)
        other.visits += out[i].visits;
    out.resize(std::min(out.size(), most));
    if (other.visits > 0)
        out.push_back(other);
    if (const auto left = visits.find(kLeft); left != visits.end())
        out.push_back({kLeft, left->second});
    return out;
}

QJsonArray JourneyFold::levelList(const std::vector<Ranked>& level) const
{
    QJsonArray out;
    for (const Ranked& one : level)
        out.append(
            QJsonObject{{QStringLiteral("page"), name(one.node)}, {QStringLiteral("visits"), number(one.visits)}});
    return out;
}

/// Between level `level` and the next one; `from` is what came earlier.
void JourneyFold::addLinks(QJsonArray& out, int level, const std::vector<Ranked>& before,
                           const std::vector<Ranked>& here) const
{
    const PairMap& steps = m_steps[static_cast<std::size_t>(level)];
    const auto places = [](const std::vector<Ranked>& ranked) {
        std::unordered_map<Node, std::size_t> place;
        for (std::size_t i = 0; i < ranked.size(); ++i)
            place.emplace(ranked[i].node, i);
        return place;
    };
    const auto placeOf = [](const std::unordered_map<Node, std::size_t>& place, Node node) {
        const auto found = place.find(node);
        return found != place.end() ? found->second : place.at(kOther);
    };
    const auto from = places(before);
    const auto to = places(here);
    std::map<std::pair<std::size_t, std::size_t>, std::int64_t> links;
    for (const PairMap::Pair& pair : steps.pairs())
        links[{placeOf(from, pair.from), placeOf(to, pair.to)}] += pair.count;
    for (const auto& [ends, visits] : links) {
        const QString near = name(before[ends.first].node);
        const QString far = name(here[ends.second].node);
        out.append(QJsonObject{{QStringLiteral("level"), level},
                               {QStringLiteral("from"), isForward() ? near : far},
                               {QStringLiteral("to"), isForward() ? far : near},
                               {QStringLiteral("visits"), number(visits)}});
    }
}

Expected<QJsonObject> JourneyFold::finish() const
{
    if (auto done = checkSize(); !done)
        return unexpected(done.error());
    QJsonArray levels;
    QJsonArray links;
    std::vector<Ranked> before{{m_anchor, m_visits}};
    if (m_visits > 0)
        levels.append(levelList(before));
    for (std::size_t i = 0; i < m_steps.size() && !m_steps[i].pairs().empty(); ++i) {
        const std::vector<Ranked> here = ranked(m_steps[i]);
        levels.append(levelList(here));
        addLinks(links, static_cast<int>(i), before, here);
        before = here;
    }
    return QJsonObject{{QStringLiteral("levels"), levels}, {QStringLiteral("links"), links}};
}

Expected<QJsonObject> journey(ReportContext& context)
{
    if (context.query.journey.start.empty() == context.query.journey.end.empty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("give either a start page or an end page"),
                          QStringLiteral("/start"));
    return foldedReport<JourneyFold>(context);
}

} // namespace sightglass::query
