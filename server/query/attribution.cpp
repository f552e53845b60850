// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/attribution.h"

#include "domain/acquisition.h"
#include "domain/money.h"
#include "query/foldedreport.h"
#include "query/reportjson.h"
#include "query/workers.h"

#include <algorithm>
#include <cmath>

namespace sightglass::query {

namespace {

using domain::AttributionModel;

constexpr std::size_t kMaxRows = 100'000;
const PropertyName kAcquisition[] = {{Field::Source, {}}, {Field::UtmMedium, {}}, {Field::UtmCampaign, {}}};
const PropertyName kBasis{Field::Basis, {}};

std::chrono::hours lookback(const domain::Query& query)
{
    return std::chrono::hours(24 * query.attribution.lookbackDays);
}

/// Sums of shares differ in their last digits by the order of adding; that must not order rows.
std::int64_t inMillionths(long double conversions)
{
    return std::llround(conversions * 1e6L);
}

/// Decimal text of minor units that may be shares: the currency's decimals, and up to four more where there are any.
std::string shareText(long double minor, const std::string& currency)
{
    constexpr std::size_t more = 4;
    constexpr long double most = 9e18L;
    const std::int64_t units = std::llrint(std::clamp(minor * 1e4L, -most, most));
    const auto decimals = static_cast<std::size_t>(domain::currencyExponent(currency).value_or(2));
    std::string digits = std::to_string(units < 0 ? -units : units);
    digits.insert(0, digits.size() <= decimals + more ? decimals + more + 1 - digits.size() : 0, '0');
    std::size_t shown = decimals + more;
    for (; shown > decimals && digits.back() == '0'; --shown)
        digits.pop_back();
    if (shown > 0)
        digits.insert(digits.size() - shown, 1, '.');
    return units < 0 ? '-' + digits : digits;
}

/// By value of a dictionary, whether `holds` says so.
template <typename Holds> std::vector<std::uint8_t> marked(const Dictionary& values, Holds holds)
{
    std::vector<std::uint8_t> out(values.size());
    for (std::uint32_t id = 0; id < out.size(); ++id)
        out[id] = holds(values.text(id));
    return out;
}

} // namespace

FactsRequest AttributionFold::request(const ReportContext& context, const domain::TimeRange& range)
{
    FactsRequest out{{range.from - lookback(context.query), range.to}, FactNeeds::of(context.query)};
    for (const PropertyName& property : kAcquisition)
        out.needs.add(property);
    out.needs.add(kBasis);
    out.needs.rows.amounts = true;
    return out;
}

Expected<AttributionFold> AttributionFold::make(const ReportContext& context, const domain::TimeRange& range,
                                                const Vocabulary& vocabulary)
{
    return AttributionFold(context, range, vocabulary);
}

AttributionFold::AttributionFold(const ReportContext& context, const domain::TimeRange& range,
                                 const Vocabulary& vocabulary)
    : m_context(&context)
    , m_range(range)
    , m_slots{ValueSlots(kAcquisition[0], vocabulary.of(kAcquisition[0])),
              ValueSlots(kAcquisition[1], vocabulary.of(kAcquisition[1])),
              ValueSlots(kAcquisition[2], vocabulary.of(kAcquisition[2]))}
    , m_currencies(vocabulary.currencies())
    , m_isDirect(marked(*vocabulary.of(kAcquisition[0]),
                        [](std::string_view source) { return source.empty() || source == domain::kDirectSource; }))
    , m_isLasting(marked(*vocabulary.of(kBasis), [](std::string_view basis) {
        return basis == domain::name(domain::VisitorBasis::Person) ||
               basis == domain::name(domain::VisitorBasis::Client);
    }))
{
}

Expected<void> AttributionFold::take(const Facts& facts)
{
    const Rows& rows = facts.rows;
    const Part part{facts,
                    {rows.dimension(kAcquisition[0]), rows.dimension(kAcquisition[1]), rows.dimension(kAcquisition[2])},
                    *rows.dimension(kBasis)};
    std::uint32_t lastVisit = kNone;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        if (row > 0 && rows.person[row] != rows.person[row - 1])
            lastVisit = kNone;
        if (facts.visits.ofRow[row] != kNone)
            lastVisit = facts.visits.ofRow[row];
        if (facts.converts[row] && m_range.contains(fromMs(rows.time[row])))
            convert(part, row, lastVisit);
        if (row % kRowsBetweenChecks == 0 && m_context->cancel.isCancelled())
            return cancelled();
    }
    return checkSize();
}

void AttributionFold::convert(const Part& part, std::uint32_t row, std::uint32_t lastVisit)
{
    ++m_conversions;
    m_withHistory += m_isLasting[part.basis.ids[row]];
    findTouches(part, row, lastVisit);
    shareCredit(m_touches, m_context->query.attribution.model, part.facts.rows.time[row]);
    creditTouches(part, row);
}

/// Visits that began within the look-back, up to the converting one.
void AttributionFold::findTouches(const Part& part, std::uint32_t row, std::uint32_t lastVisit)
{
    const Rows& rows = part.facts.rows;
    const Visits& visits = part.facts.visits;
    const std::int64_t time = rows.time[row];
    const std::int64_t after = time - std::chrono::milliseconds(lookback(m_context->query)).count();
    const bool lastOnly = m_context->query.attribution.model == AttributionModel::LastTouch;
    const auto isDirect = [&](std::uint32_t at) { return m_isDirect[part.acquisition[0]->ids[at]] != 0; };
    m_touches.clear();
    if (visits.ofRow[row] == kNone)
        m_touches.push_back({time, row, isDirect(row)});
    for (std::uint32_t number = lastVisit; number != kNone && !(lastOnly && !m_touches.empty()); --number) {
        const Visit& visit = visits.list[number];
        if (rows.person[visit.begin] != rows.person[row] || visit.start <= after)
            break;
        m_touches.push_back({visit.start, visit.begin, isDirect(visit.begin)});
        if (number == 0)
            break;
    }
    std::reverse(m_touches.begin(), m_touches.end());
}

void AttributionFold::creditTouches(const Part& part, std::uint32_t row)
{
    const Rows& rows = part.facts.rows;
    for (const Touch& touch : m_touches) {
        Key key{};
        for (std::size_t i = 0; i < key.size(); ++i)
            key[i] = m_slots[i].countUnder(part.acquisition[i]->ids[touch.row]);
        Credit& owed = m_rows[key];
        owed.conversions += touch.credit;
        if (rows.revenue[row] != domain::kAbsent)
            owed.minor[rows.currency[row]] += static_cast<long double>(rows.revenue[row]) * touch.credit;
    }
}

Expected<void> AttributionFold::checkSize() const
{
    if (m_rows.size() > kMaxRows)
        return tooLarge("the conversions go back to more than a hundred thousand sources, mediums and campaigns; "
                        "narrow the range or filter");
    return {};
}

void AttributionFold::Credit::add(const Credit& other)
{
    conversions += other.conversions;
    for (const auto& [currency, amount] : other.minor)
        minor[currency] += amount;
}

void AttributionFold::merge(AttributionFold&& other)
{
    for (std::size_t i = 0; i < m_slots.size(); ++i)
        m_slots[i].merge(other.m_slots[i]);
    for (const auto& [key, credit] : other.m_rows)
        m_rows[key].add(credit);
    m_conversions += other.m_conversions;
    m_withHistory += other.m_withHistory;
}

bool AttributionFold::isBefore(const Key& a, const Key& b) const
{
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i])
            return m_slots[i].isBefore(a[i], b[i]);
    }
    return false;
}

QJsonObject AttributionFold::owed(const Credit& credit) const
{
    std::map<std::string, long double> sums;
    for (const auto& [currency, minor] : credit.minor) {
        const std::string_view code = m_currencies->text(currency);
        sums[code.empty() ? m_context->project.currency : std::string(code)] += minor;
    }
    QJsonObject revenue;
    for (const auto& [currency, minor] : sums)
        revenue.insert(QString::fromStdString(currency), QString::fromStdString(shareText(minor, currency)));
    return {{QStringLiteral("conversions"), static_cast<double>(credit.conversions)},
            {QStringLiteral("revenue"), revenue}};
}

Expected<QJsonObject> AttributionFold::finish() const
{
    if (auto done = checkSize(); !done)
        return unexpected(done.error());
    std::vector<std::pair<Key, const Credit*>> order;
    Credit total;
    for (const auto& [key, credit] : m_rows) {
        order.emplace_back(key, &credit);
        total.add(credit);
    }
    std::sort(order.begin(), order.end(), [this](const auto& a, const auto& b) {
        const std::int64_t more = inMillionths(a.second->conversions) - inMillionths(b.second->conversions);
        return more != 0 ? more > 0 : isBefore(a.first, b.first);
    });
    QJsonArray rows;
    Credit other;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const auto& [key, credit] = order[i];
        if (i >= static_cast<std::size_t>(std::max(0, m_context->query.limit))) {
            other.add(*credit);
            continue;
        }
        QJsonObject row = owed(*credit);
        row.insert(QStringLiteral("source"), m_slots[0].shown(key[0]));
        row.insert(QStringLiteral("medium"), m_slots[1].shown(key[1]));
        row.insert(QStringLiteral("campaign"), m_slots[2].shown(key[2]));
        rows.append(row);
    }
    return QJsonObject{{QStringLiteral("rows"), rows},
                       {QStringLiteral("other"), owed(other)},
                       {QStringLiteral("total"), owed(total)},
                       {QStringLiteral("history_share"), rate(m_withHistory, m_conversions)}};
}

Expected<QJsonObject> attribution(ReportContext& context)
{
    if (!context.query.goal)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("attribution needs a goal"), QStringLiteral("/goal"));
    return foldedReport<AttributionFold>(context);
}

} // namespace sightglass::query
