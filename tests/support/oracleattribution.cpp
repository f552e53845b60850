// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oraclereports.h"

#include "domain/acquisition.h"
#include "domain/money.h"
#include "query/eventfilter.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace sightglass::test {

using namespace domain;
using namespace std::chrono_literals;
using query::Field;
using query::PropertyName;

namespace {

/// One visit that may have led to a conversion: the row its source is read from, and how long before it began.
struct Touch
{
    std::size_t row = 0;
    std::chrono::milliseconds age{};
};

struct Credit
{
    long double conversions = 0;
    std::map<std::string, long double> revenue; ///< currency → minor units
};
using Key = std::tuple<std::string, std::string, std::string>; ///< source and medium without case, campaign

std::string moneyText(long double minor, const std::string& currency)
{
    const int decimals = currencyExponent(currency).value_or(2);
    const auto scaled = static_cast<std::int64_t>(std::nearbyint(minor * 10'000));
    std::string digits = std::to_string(std::abs(scaled));
    const auto places = static_cast<std::size_t>(decimals) + 4;
    if (digits.size() <= places)
        digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, ".");
    for (int i = 0; i < 4 && digits.back() == '0'; ++i)
        digits.pop_back();
    if (digits.back() == '.')
        digits.pop_back();
    return (scaled < 0 ? "-" : "") + digits;
}

QJsonObject revenueOf(const Credit& credit)
{
    QJsonObject out;
    for (const auto& [currency, minor] : credit.revenue)
        out.insert(QString::fromStdString(currency), QString::fromStdString(moneyText(minor, currency)));
    return out;
}

QJsonObject shownCredit(const Credit& credit)
{
    return {{QStringLiteral("conversions"), static_cast<double>(credit.conversions)},
            {QStringLiteral("revenue"), revenueOf(credit)}};
}

/// Metrics §4 "Attribution", opentrace §10.3.
class Attribution
{
public:
    explicit Attribution(const OracleFacts& facts)
        : m_facts(facts)
        , m_question(facts.input().query.attribution)
    {
        for (std::size_t i = 0; i < facts.rows().size(); ++i) {
            if (!facts.converts(i) || !facts.range().contains(facts.event(i).eventTime))
                continue;
            ++m_conversions;
            const VisitorBasis basis = facts.event(i).visitorBasis;
            m_withHistory += basis == VisitorBasis::Person || basis == VisitorBasis::Client;
            const std::vector<Touch> touches = touchesOf(i);
            const std::vector<long double> shares = sharesOf(touches);
            for (std::size_t k = 0; k < touches.size(); ++k)
                give(touches[k].row, shares[k], facts.event(i));
        }
    }

    QJsonObject answer() const
    {
        QJsonArray rows;
        Credit other;
        Credit total;
        for (const auto& [rank, key, shown] : order()) {
            const Credit& credit = m_credits.at(key);
            add(credit, total);
            if (rows.size() == m_facts.input().query.limit) {
                add(credit, other);
                continue;
            }
            QJsonObject row = shownCredit(credit);
            row.insert(QStringLiteral("source"), oracleValue(std::get<0>(shown)));
            row.insert(QStringLiteral("medium"), oracleValue(std::get<1>(shown)));
            row.insert(QStringLiteral("campaign"), oracleValue(std::get<2>(shown)));
            rows.append(row);
        }
        return {{QStringLiteral("rows"), rows},
                {QStringLiteral("other"), shownCredit(other)},
                {QStringLiteral("total"), shownCredit(total)},
                {QStringLiteral("history_share"), oracleRatio(m_withHistory, m_conversions)}};
    }

private:
    static inline const PropertyName kSource{Field::Source, {}};
    static inline const PropertyName kMedium{Field::UtmMedium, {}};
    static inline const PropertyName kCampaign{Field::UtmCampaign, {}};

    std::string of(std::size_t row, const PropertyName& property) const
    {
        return query::propertyOf(m_facts.event(row), property, m_facts.input().names);
    }

    /// The person's visits within the look-back up to the conversion, and the conversion itself when no visit holds it.
    std::vector<Touch> touchesOf(std::size_t conversion) const
    {
        const OracleRow& row = m_facts.rows()[conversion];
        const TimePoint time = row.event->eventTime;
        const TimePoint since = time - m_question.lookbackDays * 24h;
        std::vector<Touch> out;
        for (const OracleVisit& visit : m_facts.visits()) {
            if (row.person != 0 && visit.person == row.person && visit.start > since &&
                visit.rows.front() <= conversion)
                out.push_back({visit.rows.front(), time - visit.start});
        }
        if (row.visit < 0)
            out.push_back({conversion, 0ms});
        return out;
    }

    std::vector<long double> sharesOf(const std::vector<Touch>& touches) const
    {
        const std::size_t n = touches.size();
        std::vector<long double> out(n, 0);
        switch (m_question.model) {
        case AttributionModel::LastTouch: out.back() = 1; break;
        case AttributionModel::FirstTouch: out.front() = 1; break;
        case AttributionModel::LastNonDirect: out[lastNonDirect(touches)] = 1; break;
        case AttributionModel::Linear: std::fill(out.begin(), out.end(), 1.0L / static_cast<long double>(n)); break;
        case AttributionModel::Position: {
            if (n <= 2) {
                std::fill(out.begin(), out.end(), 1.0L / static_cast<long double>(n));
                break;
            }
            std::fill(out.begin(), out.end(), 0.2L / static_cast<long double>(n - 2));
            out.front() = out.back() = 0.4L;
            break;
        }
        case AttributionModel::TimeDecay: {
            long double sum = 0;
            for (std::size_t i = 0; i < n; ++i)
                sum += out[i] = std::exp2(-static_cast<long double>(touches[i].age.count()) / (7.0L * 86'400'000));
            for (long double& share : out)
                share /= sum;
            break;
        }
        }
        return out;
    }

    std::size_t lastNonDirect(const std::vector<Touch>& touches) const
    {
        for (std::size_t i = touches.size(); i-- > 0;) {
            if (of(touches[i].row, kSource) != kDirectSource)
                return i;
        }
        return touches.size() - 1;
    }

    void give(std::size_t row, long double share, const Event& conversion)
    {
        if (share == 0)
            return;
        Credit& credit =
            m_credits[{m_sources.count(of(row, kSource)), m_mediums.count(of(row, kMedium)), of(row, kCampaign)}];
        credit.conversions += share;
        if (conversion.revenueMinor)
            credit.revenue[conversion.currency.empty() ? m_facts.input().project.currency : conversion.currency] +=
                share * static_cast<long double>(*conversion.revenueMinor);
    }

    static void add(const Credit& one, Credit& sum)
    {
        sum.conversions += one.conversions;
        for (const auto& [currency, minor] : one.revenue)
            sum.revenue[currency] += minor;
    }

    /// Most conversions first, then by what is shown, absent last.
    std::vector<std::tuple<long double, Key, Key>> order() const
    {
        const auto sources = m_sources.shown();
        const auto mediums = m_mediums.shown();
        const auto rank = [](const Key& k) {
            const auto& [source, medium, campaign] = k;
            return std::tuple(source.empty(), source, medium.empty(), medium, campaign.empty(), campaign);
        };
        std::vector<std::tuple<long double, Key, Key>> out;
        for (const auto& [key, credit] : m_credits)
            out.emplace_back(-std::nearbyint(credit.conversions * 1'000'000), key,
                             Key(sources.at(std::get<0>(key)), mediums.at(std::get<1>(key)), std::get<2>(key)));
        std::sort(out.begin(), out.end(), [&](const auto& a, const auto& b) {
            return std::tuple(std::get<0>(a), rank(std::get<2>(a))) < std::tuple(std::get<0>(b), rank(std::get<2>(b)));
        });
        return out;
    }

    const OracleFacts& m_facts;
    const AttributionQuestion& m_question;
    std::map<Key, Credit> m_credits;
    OracleSpellings m_sources{kSource};
    OracleSpellings m_mediums{kMedium};
    double m_conversions = 0;
    double m_withHistory = 0;
};

} // namespace

QJsonObject oracleAttribution(const OracleInput& in)
{
    const TimeRange& range = in.query.range;
    const OracleFacts facts(in, range, {range.from - in.query.attribution.lookbackDays * 24h - 24h, range.to + 24h});
    return Attribution(facts).answer();
}

} // namespace sightglass::test
