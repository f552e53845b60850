// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oraclereports.h"

#include <QJsonArray>

#include <algorithm>
#include <tuple>

namespace sightglass::test {

using namespace domain;
using namespace std::chrono_literals;
using query::PropertyName;

namespace {

/// How far one unit came: when it reached each step, and the row it began with.
struct Attempt
{
    std::vector<TimePoint> times;
    std::size_t entry = 0;
};

/// Metrics §6, one unit at a time: every row that can begin is tried, the deepest attempt stays, among equals the first.
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
                Attempt one{attempt(rows, at), rows[at]};
                if (one.times.size() > best.times.size())
                    best = std::move(one);
            }
            if (!best.times.empty())
                out.push_back(std::move(best));
        }
        return out;
    }

private:
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

    bool meets(std::size_t row, std::size_t step) const { return m_facts.meets(row, m_question.steps[step]); }

    /// When each step was reached by the attempt that begins with rows[at]; empty when it begins none.
    std::vector<TimePoint> attempt(const std::vector<std::size_t>& rows, std::size_t at)
    {
        if (m_question.order == StepOrder::Any)
            return inAnyOrder(rows, at);
        std::vector<TimePoint> times;
        if (!meets(rows[at], 0))
            return times;
        const TimePoint begin = m_facts.event(rows[at]).eventTime;
        times.push_back(begin);
        for (std::size_t next = at + 1; next < rows.size() && times.size() < m_question.steps.size(); ++next) {
            const Event& event = m_facts.event(rows[next]);
            if (event.eventTime > begin + m_question.window)
                break;
            if (meets(rows[next], times.size()))
                times.push_back(event.eventTime);
            else if (m_question.order == StepOrder::Strict && !isBackground(event))
                break;
        }
        return times;
    }

    /// A matching of rows to steps that grows row by row, so that the times at which it grows are the earliest.
    std::vector<TimePoint> inAnyOrder(const std::vector<std::size_t>& rows, std::size_t at)
    {
        std::vector<TimePoint> times;
        m_owners.assign(m_question.steps.size(), kNobody);
        const TimePoint begin = m_facts.event(rows[at]).eventTime;
        for (std::size_t next = at; next < rows.size(); ++next) {
            const TimePoint time = m_facts.event(rows[next]).eventTime;
            if (time > begin + m_question.window)
                break;
            std::vector<bool> tried(m_owners.size());
            if (findsStep(rows[next], tried))
                times.push_back(time);
            else if (next == at)
                break;
        }
        return times;
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

QJsonArray stepList(const std::vector<Attempt>& attempts, std::size_t steps)
{
    std::vector<double> count;
    QJsonArray out;
    for (std::size_t k = 0; k < steps; ++k) {
        std::vector<double> took;
        double reached = 0;
        for (const Attempt& one : attempts) {
            reached += one.times.size() > k;
            if (k > 0 && one.times.size() > k)
                took.push_back(static_cast<double>((one.times[k] - one.times[k - 1]).count()));
        }
        count.push_back(reached);
        out.append(QJsonObject{{QStringLiteral("count"), reached},
                               {QStringLiteral("overall_rate"), oracleRatio(reached, count.front())},
                               {QStringLiteral("step_rate"), k == 0 ? QJsonValue(QJsonValue::Null) : oracleRatio(reached, count[k - 1])},
                               {QStringLiteral("drop_off"), k == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(count[k - 1] - reached)},
                               {QStringLiteral("median_time_ms"), median(took)}});
    }
    return out;
}

QJsonArray groupList(const OracleFacts& facts, const std::vector<Attempt>& attempts)
{
    const PropertyName property = *query::parseProperty(facts.input().query.property);
    OracleSpellings spellings(property);
    std::map<std::string, std::vector<Attempt>> under;
    for (const Attempt& one : attempts) {
        for (const std::string& value : facts.valuesOf(one.entry, property))
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
        out.append(QJsonObject{{QStringLiteral("value"), oracleValue(shown)}, {QStringLiteral("steps"), stepList(under[key], facts.input().query.funnel.steps.size())}});
    }
    return out;
}

} // namespace

QJsonObject oracleFunnel(const OracleInput& in)
{
    const OracleFacts facts(in, in.query.range, {in.query.range.from - 24h, in.query.range.to + in.query.funnel.window + 24h});
    const std::vector<Attempt> attempts = Funnel(facts).attempts();
    QJsonObject out{{QStringLiteral("steps"), stepList(attempts, in.query.funnel.steps.size())}};
    if (!in.query.property.empty())
        out.insert(QStringLiteral("groups"), groupList(facts, attempts));
    return out;
}

} // namespace sightglass::test
