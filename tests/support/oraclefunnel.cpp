// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oraclereports.h"

#include "core/timetext.h"
#include "query/calendar.h"

#include <QJsonArray>

#include <algorithm>
#include <tuple>

namespace sightglass::test {

using namespace domain;
using namespace std::chrono_literals;
using query::PropertyName;

namespace {

/// How far one unit came: when it reached each step, and the row it began and ended with.
struct Attempt
{
    std::vector<TimePoint> times;
    std::size_t entry = 0;
    std::size_t deepest = 0;
};

/// Metrics §6, one unit at a time: every row that can begin is tried, the deepest attempt stays, among equals the
/// first. Openmetrics §12: or the first that can begin, or one after the other.
class Funnel
{
public:
    explicit Funnel(const OracleFacts& facts)
        : m_facts(facts)
        , m_question(facts.input().query.funnel)
        , m_owners(m_question.steps.size())
    {
    }

    std::vector<Attempt> attempts()
    {
        std::vector<Attempt> out;
        for (const std::vector<std::size_t>& rows : units()) {
            Attempt best;
            for (std::size_t at = 0; at < rows.size(); ++at) {
                if (!m_facts.range().contains(m_facts.event(rows[at]).eventTime))
                    continue;
                const std::vector<std::size_t> taken = attempt(rows, at);
                if (taken.empty())
                    continue;
                const Attempt one = isVoid(rows, taken) ? Attempt() : attemptOf(rows, taken);
                if (m_question.count == FunnelCount::Attempts) {
                    if (!one.times.empty())
                        out.push_back(one);
                    at = taken.back(); // and on from the row after it
                    continue;
                }
                if (one.times.size() > best.times.size())
                    best = one;
                if (m_question.entry == FunnelEntry::First)
                    break;
            }
            if (!best.times.empty())
                out.push_back(std::move(best));
        }
        return out;
    }

private:
    Attempt attemptOf(const std::vector<std::size_t>& rows, const std::vector<std::size_t>& taken) const
    {
        Attempt out{{}, rows[taken.front()], rows[taken.back()]};
        for (const std::size_t place : taken)
            out.times.push_back(m_facts.event(rows[place]).eventTime);
        return out;
    }

    /// An excluded row stands between the two steps that were taken.
    bool isVoid(const std::vector<std::size_t>& rows, const std::vector<std::size_t>& taken) const
    {
        for (const FunnelExclusion& exclusion : m_question.exclusions) {
            const auto after = static_cast<std::size_t>(exclusion.after) - 1;
            const auto before = static_cast<std::size_t>(exclusion.before) - 1;
            for (std::size_t place = before < taken.size() ? taken[after] + 1 : rows.size();
                 place < rows.size() && place < taken[before]; ++place) {
                if (m_facts.meets(rows[place], exclusion.event))
                    return true;
            }
        }
        return false;
    }

    std::string constantOf(std::size_t row) const
    {
        return m_facts.valuesOf(row, *query::parseProperty(m_question.constant)).front();
    }

    /// The chosen rows of each person or visit, in their order.
    std::vector<std::vector<std::size_t>> units() const
    {
        std::map<std::uint64_t, std::vector<std::size_t>> out;
        for (std::size_t i = 0; i < m_facts.rows().size(); ++i) {
            const OracleRow& row = m_facts.rows()[i];
            const bool byVisit = m_question.unit == FunnelUnit::Visit;
            if (m_facts.isChosen(i) && row.person != 0 && (!byVisit || row.visit >= 0))
                out[byVisit ? static_cast<std::uint64_t>(row.visit) : row.person].push_back(i);
        }
        std::vector<std::vector<std::size_t>> lists;
        for (auto& [unit, rows] : out)
            lists.push_back(std::move(rows));
        return lists;
    }

    bool meets(std::size_t row, std::size_t step) const
    {
        return m_facts.meets(row, m_question.steps[step]) && (m_question.constant.empty() || !constantOf(row).empty());
    }
    bool isSame(std::size_t a, std::size_t b) const
    {
        return m_question.constant.empty() || constantOf(a) == constantOf(b);
    }

    /// The places in `rows` of each step that the attempt takes which begins with rows[at]; empty when it begins none.
    /// One that is void ends where it becomes so.
    std::vector<std::size_t> attempt(const std::vector<std::size_t>& rows, std::size_t at)
    {
        if (m_question.order == StepOrder::Any)
            return inAnyOrder(rows, at);
        std::vector<std::size_t> taken;
        if (!meets(rows[at], 0))
            return taken;
        const TimePoint begin = m_facts.event(rows[at]).eventTime;
        taken.push_back(at);
        for (std::size_t next = at + 1;
             next < rows.size() && taken.size() < m_question.steps.size() && !isVoid(rows, taken); ++next) {
            const Event& event = m_facts.event(rows[next]);
            if (event.eventTime > begin + m_question.window)
                break;
            if (meets(rows[next], taken.size()) && isSame(rows[next], rows[at]))
                taken.push_back(next);
            else if (m_question.order == StepOrder::Strict && !isBackground(event))
                break;
        }
        return taken;
    }

    /// A matching of rows to steps that grows row by row, so that the times at which it grows are the earliest.
    std::vector<std::size_t> inAnyOrder(const std::vector<std::size_t>& rows, std::size_t at)
    {
        std::vector<std::size_t> taken;
        m_owners.assign(m_question.steps.size(), kNobody);
        const TimePoint begin = m_facts.event(rows[at]).eventTime;
        for (std::size_t next = at; next < rows.size(); ++next) {
            const TimePoint time = m_facts.event(rows[next]).eventTime;
            if (time > begin + m_question.window)
                break;
            std::vector<bool> tried(m_owners.size());
            if (findsStep(rows[next], tried))
                taken.push_back(next);
            else if (next == at)
                break;
        }
        return taken;
    }

    /// The row takes a step, if need be one whose owner finds another.
    bool findsStep(std::size_t row, std::vector<bool>& tried)
    {
        for (std::size_t step = 0; step < m_owners.size(); ++step) {
            if (tried[step] || !meets(row, step))
                continue;
            tried[step] = true;
            if (m_owners[step] == kNobody || findsStep(m_owners[step], tried)) {
                m_owners[step] = row;
                return true;
            }
        }
        return false;
    }

    static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

    const OracleFacts& m_facts;
    const FunnelQuestion& m_question;
    std::vector<std::size_t> m_owners; ///< The row that stands for each step.
};

QJsonValue median(std::vector<double> values)
{
    if (values.empty())
        return QJsonValue::Null;
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 ? values[half] : (values[half - 1] + values[half]) / 2;
}

QJsonValue meanOf(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return oracleRatio(sum, static_cast<double>(values.size()));
}

/// Between the two values nearest to rank 0.9 · (n − 1) on a straight line.
QJsonValue ninetieth(std::vector<double> values)
{
    if (values.empty())
        return QJsonValue::Null;
    std::sort(values.begin(), values.end());
    const double rank = 0.9 * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(rank);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (values[above] - values[below]) * (rank - static_cast<double>(below));
}

QJsonArray stepList(const std::vector<Attempt>& attempts, std::size_t steps)
{
    std::vector<double> count;
    QJsonArray out;
    for (std::size_t k = 0; k < steps; ++k) {
        std::vector<double> took;
        std::vector<double> tookInAll;
        double reached = 0;
        for (const Attempt& one : attempts) {
            reached += one.times.size() > k;
            if (k == 0 || one.times.size() <= k)
                continue;
            took.push_back(static_cast<double>((one.times[k] - one.times[k - 1]).count()));
            tookInAll.push_back(static_cast<double>((one.times[k] - one.times[0]).count()));
        }
        count.push_back(reached);
        out.append(QJsonObject{
            {QStringLiteral("count"), reached},
            {QStringLiteral("overall_rate"), oracleRatio(reached, count.front())},
            {QStringLiteral("step_rate"), k == 0 ? QJsonValue(QJsonValue::Null) : oracleRatio(reached, count[k - 1])},
            {QStringLiteral("drop_off"), k == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(count[k - 1] - reached)},
            {QStringLiteral("median_time_ms"), median(took)},
            {QStringLiteral("mean_time_ms"), meanOf(took)},
            {QStringLiteral("p90_time_ms"), ninetieth(took)},
            {QStringLiteral("median_from_first_ms"), median(tookInAll)},
            {QStringLiteral("mean_from_first_ms"), meanOf(tookInAll)},
            {QStringLiteral("p90_from_first_ms"), ninetieth(tookInAll)}});
    }
    return out;
}

QJsonArray groupList(const OracleFacts& facts, const std::vector<Attempt>& attempts)
{
    const PropertyName property = *query::parseProperty(facts.input().query.property);
    OracleSpellings spellings(property);
    std::map<std::string, std::vector<Attempt>> under;
    for (const Attempt& one : attempts) {
        const std::size_t row = facts.input().query.funnel.split == FunnelSplit::Last ? one.deepest : one.entry;
        for (const std::string& value : facts.valuesOf(row, property))
            under[spellings.count(value)].push_back(one);
    }
    const std::map<std::string, std::string> spelling = spellings.shown();
    std::vector<std::tuple<std::size_t, bool, std::string, std::string>> order;
    for (const auto& [key, list] : under)
        order.emplace_back(attempts.size() - list.size(), key.empty(), spelling.at(key), key);
    std::sort(order.begin(), order.end());
    QJsonArray out;
    for (const auto& [rank, absent, shown, key] : order) {
        if (out.size() == facts.input().query.limit)
            break;
        out.append(
            QJsonObject{{QStringLiteral("value"), oracleValue(shown)},
                        {QStringLiteral("steps"), stepList(under[key], facts.input().query.funnel.steps.size())}});
    }
    return out;
}

QJsonArray funnelBuckets(const OracleInput& in, const std::vector<Attempt>& attempts)
{
    const query::Calendar calendar = *query::Calendar::of(in.query.timezone, in.project.weekStartsOnSunday);
    QJsonArray out;
    for (const query::Bucket& bucket : calendar.buckets(in.query.range, in.query.interval, 10'000)) {
        std::vector<Attempt> begun;
        for (const Attempt& one : attempts) {
            if (bucket.start <= one.times.front() && one.times.front() < bucket.end)
                begun.push_back(one);
        }
        const bool isWhole = in.query.range.from <= bucket.start && bucket.end <= in.query.range.to;
        out.append(QJsonObject{{QStringLiteral("start"), calendar.label(bucket.start)},
                               {QStringLiteral("complete"), isWhole && bucket.end + in.query.funnel.window <= in.now},
                               {QStringLiteral("steps"), stepList(begun, in.query.funnel.steps.size())}});
    }
    return out;
}

} // namespace

QJsonObject oracleFunnel(const OracleInput& in)
{
    const OracleFacts facts(in, in.query.range,
                            {in.query.range.from - 24h, in.query.range.to + in.query.funnel.window + 24h});
    const std::vector<Attempt> attempts = Funnel(facts).attempts();
    QJsonObject out{{QStringLiteral("steps"), stepList(attempts, in.query.funnel.steps.size())}};
    if (!in.query.property.empty())
        out.insert(QStringLiteral("groups"), groupList(facts, attempts));
    if (in.query.funnel.isSeries)
        out.insert(QStringLiteral("buckets"), funnelBuckets(in, attempts));
    return out;
}

/// Openmetrics §12.9: of each person the attempt that ended last among those that got so far, or just not.
QJsonObject oracleFunnelPeople(const OracleInput& in)
{
    const OracleFacts facts(in, in.query.range,
                            {in.query.range.from - 24h, in.query.range.to + in.query.funnel.window + 24h});
    const OracleFacts everything(in, in.query.range, kAllTime);
    const auto step = static_cast<std::size_t>(in.query.funnelPeople.step);
    std::map<std::uint64_t, std::pair<std::int64_t, std::size_t>> found; // when, and how many steps
    for (const Attempt& one : Funnel(facts).attempts()) {
        const std::uint64_t person = facts.rows()[one.entry].person;
        const std::size_t depth = one.times.size();
        const bool isMeant =
            in.query.funnelPeople.outcome == FunnelOutcome::Dropped ? depth == step - 1 : depth >= step;
        const auto known = found.find(person);
        if (isMeant && person != 0 && (known == found.end() || toMs(one.times.back()) > known->second.first))
            found[person] = {toMs(one.times.back()), depth};
    }
    std::vector<std::pair<std::int64_t, std::uint64_t>> order;
    for (const auto& [person, how] : found)
        order.emplace_back(-how.first, person);
    std::sort(order.begin(), order.end());
    QJsonObject out{{QStringLiteral("total"), static_cast<double>(order.size())}};
    QJsonArray rows;
    for (const auto& [rank, person] : order) {
        const auto& after = in.query.funnelPeople.after;
        if (after && std::pair(rank, person) <= std::pair(-after->value, after->key))
            continue;
        if (rows.size() == in.query.limit) {
            const QString last = rows.last().toObject().value(QStringLiteral("id")).toString();
            out.insert(QStringLiteral("next"),
                       QString(QString::number(found.at(last.toULongLong(nullptr, 16)).first) + u'.' + last));
            break;
        }
        QJsonObject one{{QStringLiteral("id"), oraclePersonId(person)},
                        {QStringLiteral("at"), QString::fromStdString(formatTime(fromMs(-rank)))},
                        {QStringLiteral("steps"), static_cast<double>(found.at(person).second)}};
        addOracleNames(one, everything, person);
        rows.append(one);
    }
    out.insert(QStringLiteral("rows"), rows);
    return out;
}

} // namespace sightglass::test
