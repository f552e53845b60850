// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/cellreport.h"

#include <optional>

namespace sightglass::query {

namespace {

/// The number of a metric; of money when there is one currency.
std::optional<double> plainNumber(const QJsonValue& value, QString& currency)
{
    if (value.isDouble())
        return value.toDouble();
    const QJsonObject money = value.toObject();
    if (money.size() != 1)
        return std::nullopt;
    currency = money.begin().key();
    return money.begin().value().toString().toDouble();
}

/// (now − before) / before, null when before is 0 (metrics §1 "Comparison").
QJsonValue change(const QJsonValue& now, const QJsonValue& before)
{
    QString currencyNow;
    QString currencyBefore;
    const auto a = plainNumber(now, currencyNow);
    const auto b = plainNumber(before, currencyBefore);
    if (!a || !b || *b == 0 || currencyNow != currencyBefore)
        return QJsonValue::Null;
    return (*a - *b) / *b;
}

QJsonObject changes(const QJsonObject& now, const QJsonObject& before)
{
    QJsonObject out;
    for (auto it = now.begin(); it != now.end(); ++it)
        out.insert(it.key(), change(it.value(), before.value(it.key())));
    return out;
}

class Summary final : public CellReport
{
public:
    explicit Summary(const ReportContext& context)
        : m_context(context)
    {
    }

    std::vector<domain::TimeRange> ranges() const override
    {
        std::vector<domain::TimeRange> out{m_context.query.range};
        if (m_context.query.compare)
            out.push_back(*m_context.query.compare);
        return out;
    }
    Expected<std::vector<CellRequest>> requests(const Vocabulary&) override
    {
        return std::vector<CellRequest>{{{}, {}, tallyNeeds(m_context)}};
    }
    Expected<void> take(std::size_t range, const TallySource& source, const TallySource::Counted& counted) override
    {
        const MetricContext metrics{counted.tallies.front(), *source.vocabulary().currencies(),
                                    m_context.project.currency};
        (range == 0 ? m_now : m_before) = metricsObject(m_context, metrics, 0);
        return {};
    }
    QJsonObject answer() const override
    {
        QJsonObject out{{QStringLiteral("metrics"), m_now}};
        if (!m_context.query.compare)
            return out;
        out.insert(QStringLiteral("compare"), m_before);
        out.insert(QStringLiteral("change"), changes(m_now, m_before));
        return out;
    }

private:
    const ReportContext& m_context;
    QJsonObject m_now;
    QJsonObject m_before;
};

} // namespace

Expected<std::unique_ptr<CellReport>> makeSummary(const ReportContext& context)
{
    return std::unique_ptr<CellReport>(std::make_unique<Summary>(context));
}

} // namespace sightglass::query
