// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/foldpeople.h"

#include <QJsonArray>

#include <algorithm>

namespace sightglass::query {

namespace {

constexpr std::size_t kMostBuckets = 10'000; // as parseQuery() checks

QJsonArray bucketList(const ReportContext& context, const MetricContext& metrics, const std::vector<Bucket>& buckets, std::size_t slot)
{
    QJsonArray out;
    const domain::TimeRange& range = context.query.range;
    for (std::size_t b = 0; b < buckets.size(); ++b) {
        QJsonObject one = metricsObject(context, metrics, metrics.tallies.cellOf(slot, b));
        one.insert(QStringLiteral("start"), context.calendar.label(buckets[b].start));
        one.insert(QStringLiteral("complete"), buckets[b].start >= range.from && buckets[b].end <= range.to && buckets[b].end <= context.now);
        out.append(one);
    }
    return out;
}

/// The series of everything and, by a property, the totals of its values.
class SeriesFold
{
public:
    static Expected<SeriesFold> make(const ReportContext& context, const std::vector<Bucket>& buckets, const Grouping& grouping)
    {
        auto series = TallyFold::make(Grouping(), buckets, tallyNeeds(context));
        if (!series)
            return unexpected(series.error());
        auto totals = TallyFold::make(grouping, {}, tallyNeeds(context, grouping));
        if (!totals)
            return unexpected(totals.error());
        return SeriesFold(*std::move(series), *std::move(totals), SpellingFold(grouping), grouping.property.has_value());
    }

    Expected<void> take(const Facts& part)
    {
        spellings.take(part);
        if (m_grouped) {
            if (auto done = totals.take(part); !done)
                return done;
        }
        return series.take(part);
    }
    void merge(SeriesFold&& other)
    {
        spellings.merge(other.spellings);
        totals.merge(std::move(other.totals));
        series.merge(std::move(other.series));
    }
    std::size_t bytes() const { return totals.bytes() + series.bytes(); }

    TallyFold series;
    TallyFold totals;
    SpellingFold spellings;

private:
    SeriesFold(TallyFold s, TallyFold t, SpellingFold counts, bool grouped)
        : series(std::move(s))
        , totals(std::move(t))
        , spellings(std::move(counts))
        , m_grouped(grouped)
    {
    }

    bool m_grouped;
};

/// The best values over the whole range, each with its buckets.
Expected<QJsonArray> groupList(const ReportContext& context, const FactSource& source, const std::vector<Bucket>& buckets, Grouping grouping, const SeriesFold& all)
{
    const Vocabulary& vocabulary = *source.vocabulary();
    const std::vector<Group> groups = groupsOf(vocabulary, grouping, all.spellings);
    std::vector<std::uint32_t> best = ranked(context, {all.totals.tallies(), *vocabulary.currencies(), context.project.currency, grouping.isOfPages()},
                                             groups, metricsOf(context.query).front(), static_cast<std::size_t>(context.query.limit));
    best.resize(std::min(best.size(), static_cast<std::size_t>(context.query.limit)));
    std::vector<std::uint32_t> slotOfSlot(grouping.slots, kNone);
    for (std::uint32_t i = 0; i < best.size(); ++i)
        slotOfSlot[best[i]] = i;
    for (std::uint32_t& slot : grouping.slotOfValue)
        slot = slotOfSlot[slot];
    grouping.slots = best.size();
    const auto fold = foldPeople<TallyFold>(context, source, [&](const Vocabulary&) {
        return TallyFold::make(grouping, buckets, tallyNeeds(context, grouping));
    });
    if (!fold)
        return unexpected(fold.error());
    QJsonArray out;
    for (std::size_t slot = 0; slot < best.size(); ++slot) {
        const MetricContext metrics{fold->tallies(), *vocabulary.currencies(), context.project.currency, grouping.isOfPages()};
        out.append(QJsonObject{{QStringLiteral("value"), groupValue(groups[best[slot]])},
                               {QStringLiteral("buckets"), bucketList(context, metrics, buckets, slot)}});
    }
    return out;
}

} // namespace

Expected<QJsonObject> timeseries(ReportContext& context)
{
    const std::vector<Bucket> buckets = context.calendar.buckets(context.query.range, context.query.interval, kMostBuckets);
    if (buckets.size() > kMostBuckets)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("too fine for this range"), QStringLiteral("/interval"));
    const auto source = openFacts(context, {context.query.range, FactNeeds::of(context.query)});
    if (!source)
        return unexpected(source.error());
    const Vocabulary& vocabulary = *(*source)->vocabulary();
    Grouping grouping;
    if (!context.query.property.empty()) {
        const auto property = parseProperty(context.query.property);
        if (!property)
            return unexpected(property.error());
        grouping = groupingOf(vocabulary, *property);
    }
    const auto fold = foldPeople<SeriesFold>(context, **source, [&](const Vocabulary&) { return SeriesFold::make(context, buckets, grouping); });
    if (!fold)
        return unexpected(fold.error());
    QJsonObject out{{QStringLiteral("buckets"), bucketList(context, {fold->series.tallies(), *vocabulary.currencies(), context.project.currency}, buckets, 0)}};
    if (!grouping.property)
        return out;
    const auto groups = groupList(context, **source, buckets, grouping, *fold);
    if (!groups)
        return unexpected(groups.error());
    out.insert(QStringLiteral("groups"), *groups);
    return out;
}

} // namespace sightglass::query
