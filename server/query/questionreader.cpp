// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/queryreader.h"

#include "query/duration.h"
#include "query/measure.h"
#include "query/property.h"

namespace sightglass::query {

namespace {

using domain::QueryKind;
using namespace std::chrono_literals;

constexpr qsizetype kMinSteps = 2; // metrics §6
constexpr qsizetype kMaxSteps = 10;
constexpr std::chrono::milliseconds kShortestWindow = 1min;
constexpr std::chrono::milliseconds kLongestWindow = 366 * 24h;
constexpr qsizetype kMaxExclusions = 6; // with ten steps, what fits the bits of a row
constexpr int kMostAskedPeriods = 366;
constexpr std::size_t kMaxAskedCells = 500'000;
constexpr std::size_t kMaxAskedDays = 10'000;
constexpr qsizetype kMaxMeasures = 20;
constexpr int kMaxPageBytes = 2000; // routes §4.1 `path`

} // namespace

Expected<void> QueryReader::question()
{
    switch (m_query.kind) {
    case QueryKind::Funnel: return funnel();
    case QueryKind::Retention: return retention();
    case QueryKind::Activity: return days();
    case QueryKind::Journey: return journey();
    case QueryKind::Attribution: return attribution();
    case QueryKind::Measures: return measures();
    case QueryKind::ActiveUsers: return activeUsers();
    case QueryKind::People: return people();
    case QueryKind::FunnelPeople: return funnel().and_then([this] { return funnelPeople(); });
    default: return {};
    }
}

Expected<void> QueryReader::funnel()
{
    const QJsonArray steps = value("steps").toArray();
    if (steps.size() < kMinSteps || steps.size() > kMaxSteps)
        return invalid(QStringLiteral("must be a list of %1 to %2 conditions").arg(kMinSteps).arg(kMaxSteps),
                       at("steps"));
    for (qsizetype i = 0; i < steps.size(); ++i) {
        auto condition = m_filters.goal(steps.at(i), at("steps") + step(QString::number(i)));
        if (!condition)
            return unexpected(condition.error());
        m_query.funnel.steps.push_back(*std::move(condition));
    }
    if (auto done = window(); !done)
        return done;
    if (auto done = closed("order", m_query.funnel.order, parseStepOrder, "sequential strict any"); !done)
        return done;
    if (auto done = closed("unit", m_query.funnel.unit, parseFunnelUnit, "person visit"); !done)
        return done;
    return attempts();
}

/// What openmetrics §12 adds to a funnel.
Expected<void> QueryReader::attempts()
{
    domain::FunnelQuestion& out = m_query.funnel;
    if (auto done = closed("entry", out.entry, parseFunnelEntry, "best first"); !done)
        return done;
    if (auto done = closed("count", out.count, parseFunnelCount, "users attempts"); !done)
        return done;
    if (out.count == domain::FunnelCount::Attempts && out.entry == domain::FunnelEntry::First)
        return invalid(QStringLiteral("chooses one attempt of each user; with `count` attempts all of them count"),
                       at("entry"));
    if (auto done = closed("split", out.split, parseFunnelSplit, "first last"); !done)
        return done;
    if (auto done = exclusions(); !done)
        return done;
    if (auto done = constant(); !done)
        return done;
    out.isSeries = !value("interval").isUndefined();
    return {};
}

Expected<void> QueryReader::exclusions()
{
    const QJsonValue list = value("exclusions");
    if (list.isUndefined())
        return {};
    if (!list.isArray() || list.toArray().size() > kMaxExclusions)
        return invalid(QStringLiteral("must be a list of at most %1 exclusions").arg(kMaxExclusions), at("exclusions"));
    if (m_query.funnel.order == domain::StepOrder::Any && !list.toArray().isEmpty())
        return invalid(QStringLiteral("steps in any order have nothing between them"), at("exclusions"));
    for (qsizetype i = 0; i < list.toArray().size(); ++i) {
        if (auto done = exclusion(list.toArray().at(i).toObject(), at("exclusions") + step(QString::number(i))); !done)
            return done;
    }
    return {};
}

/// `{"condition": C, "from"?: i, "to"?: j}`, steps counted from 1; without them from the first step to the last.
Expected<void> QueryReader::exclusion(const QJsonObject& object, const QString& pointer)
{
    const QString condition = QStringLiteral("condition");
    const QString from = QStringLiteral("from");
    const QString to = QStringLiteral("to");
    if (auto known = onlyMembers(object, {condition, from, to}, pointer); !known)
        return known;
    auto event = m_filters.goal(object.value(condition), pointer + step(condition));
    if (!event)
        return unexpected(event.error());
    const int steps = static_cast<int>(m_query.funnel.steps.size());
    const auto after = wholeNumber(object.value(from), 1, 1, steps - 1, pointer + step(from));
    if (!after)
        return unexpected(after.error());
    const auto before = wholeNumber(object.value(to), steps, *after + 1, steps, pointer + step(to));
    if (!before)
        return unexpected(before.error());
    m_query.funnel.exclusions.push_back({*std::move(event), *after, *before});
    return {};
}

Expected<void> QueryReader::constant()
{
    if (value("constant").isUndefined())
        return {};
    const auto parsed = parseProperty(value("constant").toString().toStdString());
    if (!parsed)
        return invalid(parsed.error().detail, at("constant"));
    if (parsed->field == Field::Goal || levelOf(parsed->field) != Level::Event)
        return invalid(
            QStringLiteral("must be a property of events: what a visit or a person has is the same at every step"),
            at("constant"));
    if (m_query.funnel.order == domain::StepOrder::Any)
        return invalid(QStringLiteral("steps in any order have no first one whose value the others could share"),
                       at("constant"));
    m_query.funnel.constant = propertyText(*parsed);
    return {};
}

Expected<void> QueryReader::window()
{
    if (value("window").isUndefined())
        return {};
    const auto window = parseDuration(value("window").toString());
    if (!window || *window < kShortestWindow || *window > kLongestWindow)
        return invalid(
            QStringLiteral(
                "must be an ISO 8601 duration of weeks, days, hours, minutes and seconds from PT1M to P366D"),
            at("window"));
    m_query.funnel.window = *window;
    return {};
}

Expected<void> QueryReader::retention()
{
    domain::RetentionQuestion& out = m_query.retention;
    const auto average = [](std::string_view name) {
        return name == "simple" ? std::optional(true) : name == "weighted" ? std::optional(false) : std::nullopt;
    };
    if (auto done = condition("start", out.start); !done)
        return done;
    if (auto done = condition("return", out.returning); !done)
        return done;
    if (auto done = closed("period", out.period, parsePeriod, "day week month"); !done)
        return done;
    if (auto done = whole("periods", out.periods, 1, kMostAskedPeriods); !done)
        return done;
    if (auto done = closed("cohort_by", out.cohortBy, parseCohortBy, "first_time recurring"); !done)
        return done;
    if (auto done = closed("mode", out.mode, parseRetentionMode, "on on_or_after bracket"); !done)
        return done;
    if (auto done = brackets(); !done)
        return done;
    if (auto done = closed("clock", out.clock, parseRetentionClock, "calendar rolling"); !done)
        return done;
    if (auto done = closed("average", out.simpleAverage, average, "weighted simple"); !done)
        return done;
    return cells();
}

/// `[[first, last] …]`, periods counted from 0, in order and apart from each other.
Expected<void> QueryReader::brackets()
{
    domain::RetentionQuestion& out = m_query.retention;
    const QJsonArray list = value("brackets").toArray();
    if (out.mode != domain::RetentionMode::Bracket)
        return value("brackets").isUndefined() ? Expected<void>()
                                               : invalid(QStringLiteral("belongs to the mode bracket"), at("brackets"));
    if (list.isEmpty())
        return invalid(QStringLiteral("must be a list of brackets [first, last]"), at("brackets"));
    int least = 0;
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString pointer = at("brackets") + step(QString::number(i));
        const QJsonArray ends = list.at(i).toArray();
        if (ends.size() != 2)
            return invalid(QStringLiteral("must be a bracket [first, last]"), pointer);
        const auto first = wholeNumber(ends.at(0), 0, least, kMostAskedPeriods, pointer + QStringLiteral("/0"));
        if (!first)
            return unexpected(first.error());
        const auto last = wholeNumber(ends.at(1), 0, *first, kMostAskedPeriods, pointer + QStringLiteral("/1"));
        if (!last)
            return unexpected(last.error());
        out.brackets.push_back({*first, *last});
        least = *last + 1;
    }
    out.periods = std::max(1, out.brackets.back().last);
    return {};
}

/// The answer has a cell for each cohort and period.
Expected<void> QueryReader::cells() const
{
    const auto period = static_cast<domain::Interval>(static_cast<int>(domain::Interval::Day) +
                                                      static_cast<int>(m_query.retention.period));
    const std::size_t most = kMaxAskedCells / static_cast<std::size_t>(m_query.retention.periods + 1);
    if (m_ranges->calendar().buckets(m_query.range, period, most).size() > most)
        return invalid(QStringLiteral("too fine for this range: at most %1 cells").arg(kMaxAskedCells), at("periods"));
    return {};
}

Expected<void> QueryReader::days() const
{
    if (m_ranges->calendar().buckets(m_query.range, domain::Interval::Day, kMaxAskedDays).size() > kMaxAskedDays)
        return invalid(QStringLiteral("at most %1 days").arg(kMaxAskedDays),
                       value("from").isUndefined() ? at("range") : at("from"));
    return {};
}

Expected<void> QueryReader::journeyPage(const char* member, std::string& out) const
{
    out = value(member).toString().toStdString();
    if (!value(member).isUndefined() && (out.empty() || out.size() > static_cast<std::size_t>(kMaxPageBytes)))
        return invalid(QStringLiteral("must be a page of at most %1 bytes").arg(kMaxPageBytes), at(member));
    return {};
}

Expected<void> QueryReader::journey()
{
    domain::JourneyQuestion& out = m_query.journey;
    if (auto done = journeyPage("start", out.start); !done)
        return done;
    if (auto done = journeyPage("end", out.end); !done)
        return done;
    if (out.start.empty() == out.end.empty())
        return invalid(QStringLiteral("give either `start` or `end`: the page that journeys begin or end with"),
                       out.start.empty() ? at("start") : at("end"));
    if (auto done = whole("depth", out.depth, 1, 10); !done)
        return done;
    const QJsonValue events = value("custom_events");
    if (!events.isUndefined() && !events.isBool())
        return invalid(QStringLiteral("must be true or false"), at("custom_events"));
    out.customEvents = events.toBool();
    return {};
}

Expected<void> QueryReader::attribution()
{
    domain::AttributionQuestion& out = m_query.attribution;
    if (auto done = closed("model", out.model, parseAttributionModel,
                           "last_touch first_touch last_non_direct linear position time_decay");
        !done)
        return done;
    return whole("lookback_days", out.lookbackDays, 1, 90);
}

Expected<void> QueryReader::measures()
{
    const QJsonValue list = value("measures");
    const QJsonArray array = list.isUndefined() ? QJsonArray{QStringLiteral("count")} : list.toArray();
    if (array.isEmpty() || array.size() > kMaxMeasures)
        return invalid(QStringLiteral("must be a list of 1 to %1 measures").arg(kMaxMeasures), at("measures"));
    for (qsizetype i = 0; i < array.size(); ++i) {
        auto measure = parseMeasure(array.at(i).toString().toStdString());
        if (!measure)
            return invalid(QStringLiteral("unknown measure; allowed: ") + QString::fromStdString(allowedMeasures()),
                           at("measures") + step(QString::number(i)));
        m_query.measures.measures.push_back(*std::move(measure));
    }
    if (!m_query.goal)
        m_query.goal.emplace(); // any event
    m_query.measures.isSeries = !value("interval").isUndefined();
    return {};
}

/// What arrived when is known of users, not of what they did (openmetrics §10.3).
Expected<void> QueryReader::activeUsers() const
{
    if (!m_query.filters.empty())
        return invalid(QStringLiteral("activity by arrival takes no filters; ask `measures` for users by event time"),
                       at("filters"));
    return {};
}

} // namespace sightglass::query
