// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history.h"

#include <QJsonArray>
#include <QTest>

#include <numeric>

#include <sys/resource.h>

using namespace sightglass;
using namespace sightglass::test;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SIGHTGLASS_COUNTS_MEMORY 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SIGHTGLASS_COUNTS_MEMORY 0
#endif
#endif
#ifndef SIGHTGLASS_COUNTS_MEMORY
#define SIGHTGLASS_COUNTS_MEMORY 1
#endif

namespace {

constexpr TimePoint kFrom = fromMs(1'774'656'000'000);
constexpr std::chrono::hours kDay{24};
constexpr std::size_t kRows = 50'000;

/// One day: every row is a page view of somebody else on a page of its own.
class UniquePages final : public domain::SortedChunk
{
public:
    explicit UniquePages(std::size_t day)
        : m_codes(kRows)
        , m_runs(kRows)
        , m_start(toMs(kFrom + kDay * static_cast<int>(day)))
    {
        std::iota(m_codes.begin(), m_codes.end(), 1U);
        m_texts.reserve(kRows);
        for (std::size_t row = 0; row < kRows; ++row) {
            m_runs[row] = {((row + 1) << 40) + day, static_cast<std::uint32_t>(row)};
            m_views.push_back(m_texts.emplace_back("/a/page/that/is/seen/once/" + std::to_string(day * kRows + row)));
        }
    }
    std::size_t rows() const override { return kRows; }
    std::span<const domain::VisitorRun> runs() const override { return m_runs; }
    domain::NumberValues numbers(domain::NumberColumn column) const override
    {
        switch (column) {
        case domain::NumberColumn::EventTime: return {nullptr, m_start, 0, false};
        case domain::NumberColumn::Kind: return {nullptr, static_cast<std::int64_t>(domain::Kind::Pageview), 0, false};
        case domain::NumberColumn::Interactive:
        case domain::NumberColumn::Source: return {nullptr, 1, 0, false};
        default: return {};
        }
    }
    domain::TextCodes texts(domain::TextColumn column) const override
    {
        return column == domain::TextColumn::Path ? domain::TextCodes{{m_codes.data(), 4}, m_views} : nothing();
    }
    domain::TextCodes property(std::size_t) const override { return nothing(); }
    domain::TextCodes trait(std::size_t) const override { return nothing(); }
    domain::TextCodes vital(std::size_t) const override { return nothing(); }
    Expected<domain::NumberValues> receivedAt() const override { return numbers(domain::NumberColumn::EventTime); }
    Expected<domain::TextCodes> messageIds() const override { return nothing(); }

private:
    static domain::TextCodes nothing()
    {
        static constexpr std::string_view absent[] = {std::string_view()};
        return {{}, absent};
    }

    std::vector<std::uint32_t> m_codes;
    std::vector<domain::VisitorRun> m_runs;
    std::vector<std::string> m_texts;
    std::vector<std::string_view> m_views{std::string_view()};
    std::int64_t m_start;
};

/// Days that are made when they are asked for, as a store reads them.
class UniqueDays final : public domain::EventScan
{
public:
    explicit UniqueDays(std::size_t days)
        : m_days(days)
    {
    }
    Expected<std::unique_ptr<domain::EventSnapshot>> open(const domain::ScanRequest& request,
                                                          const domain::Cancellation&) override
    {
        return std::unique_ptr<domain::EventSnapshot>(std::make_unique<Snapshot>(m_days, request.range));
    }
    Expected<std::vector<domain::IdentityLink>> identityLinks(ProjectId) override
    {
        return std::vector<domain::IdentityLink>();
    }
    Expected<domain::TimeRange> extent(ProjectId) override
    {
        return domain::TimeRange{kFrom, kFrom + kDay * static_cast<int>(m_days)};
    }

private:
    class Snapshot final : public domain::EventSnapshot
    {
    public:
        Snapshot(std::size_t days, const domain::TimeRange& range)
        {
            for (std::size_t day = 0; day < days; ++day) {
                const TimePoint start = kFrom + kDay * static_cast<int>(day);
                if (range.contains(start))
                    m_infos.push_back({kRows,
                                       {start, start + std::chrono::milliseconds(1)},
                                       std::uint64_t{1} << 40,
                                       ~std::uint64_t{0}});
            }
        }
        std::span<const domain::ChunkInfo> chunks() const override { return m_infos; }
        Expected<std::shared_ptr<const domain::SortedChunk>> chunk(std::size_t index) const override
        {
            return std::shared_ptr<const domain::SortedChunk>(std::make_shared<UniquePages>(index));
        }
        Expected<std::vector<std::string>> dictionary(std::size_t, domain::TextColumn) const override
        {
            return std::vector<std::string>();
        }

    private:
        std::vector<domain::ChunkInfo> m_infos;
    };

    std::size_t m_days;
};

QJsonObject byPage(int days, const QJsonArray& metrics)
{
    return {{QStringLiteral("kind"), QStringLiteral("breakdown")},
            {QStringLiteral("property"), QStringLiteral("page")},
            {QStringLiteral("from"), iso(kFrom)},
            {QStringLiteral("to"), iso(kFrom + kDay * days)},
            {QStringLiteral("metrics"), metrics},
            {QStringLiteral("limit"), 10}};
}

} // namespace

/// A property with about as many values as events: answered rightly or refused with a sentence, in bounded memory.
class TestManyValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMillionValuesAreCounted_data()
    {
        QTest::addColumn<QJsonArray>("metrics");
        QTest::newRow("from the rows where they stand")
            << QJsonArray{QStringLiteral("visitors"), QStringLiteral("pageviews")};
        QTest::newRow("from people and their visits")
            << QJsonArray{QStringLiteral("visitors"), QStringLiteral("pageviews"), QStringLiteral("visits")};
    }

    void aMillionValuesAreCounted()
    {
        QFETCH(QJsonArray, metrics);
        UniqueDays scan(20);
        const QJsonObject answer = answerOf(scan, byPage(20, metrics), kFrom + kDay * 30);
        QVERIFY2(!answer.contains(QStringLiteral("error")),
                 qPrintable(answer.value(QStringLiteral("error")).toString()));
        QCOMPARE(answer.value(QStringLiteral("rows")).toArray().size(), 10);
        for (const QJsonValue& metric : metrics) {
            QCOMPARE(answer.value(QStringLiteral("rows")).toArray().at(9).toObject().value(metric.toString()).toInt(),
                     1);
            QCOMPARE(answer.value(QStringLiteral("other")).toObject().value(metric.toString()).toInt(), 1'000'000 - 10);
            QCOMPARE(answer.value(QStringLiteral("total")).toObject().value(metric.toString()).toInt(), 1'000'000);
        }
        QVERIFY2(!SIGHTGLASS_COUNTS_MEMORY || peakMiB() < kMostMiB, qPrintable(QString::number(peakMiB())));
    }

    /// Together with visits, rows are walked where they stand, with more values than two bytes tell apart.
    void manyValuesAreCountedBesideVisits()
    {
        constexpr int days = 3;
        UniqueDays scan(days);
        QJsonObject summary = byPage(days, {QStringLiteral("visits")});
        summary.insert(QStringLiteral("kind"), QStringLiteral("summary"));
        summary.remove(QStringLiteral("property"));
        summary.remove(QStringLiteral("limit"));
        const auto answers = answersOf(scan, {summary, byPage(days, {QStringLiteral("visitors")})}, kFrom + kDay * 30);
        QCOMPARE(answers.at(0).value(QStringLiteral("metrics")).toObject().value(QStringLiteral("visits")).toInt(),
                 days * int(kRows));
        const QJsonArray rows = answers.at(1).value(QStringLiteral("rows")).toArray();
        QCOMPARE(rows.size(), 10);
        for (const QJsonValue& row : rows)
            QCOMPARE(row.toObject().value(QStringLiteral("visitors")).toInt(), 1);
        const QJsonObject other = answers.at(1).value(QStringLiteral("other")).toObject();
        QCOMPARE(other.value(QStringLiteral("visitors")).toInt(), days * int(kRows) - 10);
    }

    void moreAreRefusedWithASentence()
    {
        UniqueDays scan(80);
        const QJsonObject answer = answerOf(scan, byPage(80, {QStringLiteral("visitors")}), kFrom + kDay * 90);
        const QString said = answer.value(QStringLiteral("error")).toString();
        QVERIFY2(said.contains(QStringLiteral("narrow")), qPrintable(said));
        QVERIFY2(!SIGHTGLASS_COUNTS_MEMORY || peakMiB() < kMostMiB, qPrintable(QString::number(peakMiB())));
    }

private:
    /// 256 MiB of texts at most (ChunkSet), as much again for two workers' cells, and what the chunks of this test
    /// hold.
    static constexpr long kMostMiB = 900;

    static long peakMiB()
    {
        rusage usage{};
        return getrusage(RUSAGE_SELF, &usage) == 0 ? usage.ru_maxrss / 1024 : 0;
    }
};

QTEST_GUILESS_MAIN(TestManyValues)
#include "tst_manyvalues.moc"
