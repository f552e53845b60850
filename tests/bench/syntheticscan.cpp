// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "syntheticscan.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace sightglass::bench {

namespace {

using namespace domain;

constexpr std::int64_t kDayMs = 86'400'000;
constexpr std::uint32_t kHosts = 200;
constexpr std::uint32_t kCountries = 60;
constexpr std::size_t kRowsOfVisit = 4; // mean

double unit(std::mt19937_64& random)
{
    return static_cast<double>(random() >> 11) * 0x1p-53;
}
/// Below n; small numbers far more often.
std::uint32_t skewed(std::mt19937_64& random, std::uint32_t n, double power)
{
    return std::min(n - 1, static_cast<std::uint32_t>(std::pow(unit(random), power) * n));
}
std::uint64_t keyOf(std::uint32_t visitor)
{
    std::uint64_t x = (visitor + 1) * 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

struct VisitPlan
{
    std::uint64_t key = 0;
    std::uint32_t start = 0;
    std::uint32_t visitor = 0;
};

} // namespace

struct SyntheticScan::Day
{
    TimePoint start{};
    std::vector<VisitorRun> runs;
    std::vector<std::uint32_t> times;
    std::vector<std::uint8_t> kinds;
    std::vector<std::uint8_t> names;
    std::vector<std::uint16_t> pages;
    std::vector<std::uint8_t> hosts;
    std::vector<std::uint8_t> countries;
};

class SyntheticScan::DayChunk final : public SortedChunk
{
public:
    DayChunk(std::shared_ptr<const Day> day, const SyntheticScan& scan)
        : m_day(std::move(day))
        , m_scan(scan)
    {
    }
    std::size_t rows() const override { return m_day->times.size(); }
    std::span<const VisitorRun> runs() const override { return m_day->runs; }
    NumberValues numbers(NumberColumn column) const override
    {
        switch (column) {
        case NumberColumn::EventTime: return {m_day->times.data(), toMs(m_day->start), 4, false};
        case NumberColumn::Kind: return {m_day->kinds.data(), 0, 1, false};
        case NumberColumn::Interactive:
        case NumberColumn::Source: return {nullptr, 1, 0, false};
        default: return {};
        }
    }
    TextCodes texts(TextColumn column) const override
    {
        switch (column) {
        case TextColumn::Path: return {{m_day->pages.data(), 2}, m_scan.m_pages};
        case TextColumn::ReferrerHost: return {{m_day->hosts.data(), 1}, m_scan.m_hosts};
        case TextColumn::Country: return {{m_day->countries.data(), 1}, m_scan.m_countries};
        case TextColumn::Name: return {{m_day->names.data(), 1}, m_scan.m_names};
        default: return nothing();
        }
    }
    TextCodes property(std::size_t) const override { return nothing(); }
    TextCodes trait(std::size_t) const override { return nothing(); }
    TextCodes vital(std::size_t) const override { return nothing(); }
    Expected<NumberValues> receivedAt() const override { return numbers(NumberColumn::EventTime); }
    Expected<TextCodes> messageIds() const override { return nothing(); }

private:
    static TextCodes nothing()
    {
        static constexpr std::string_view absent[] = {std::string_view()};
        return {{}, absent};
    }

    std::shared_ptr<const Day> m_day;
    const SyntheticScan& m_scan;
};

class SyntheticScan::Snapshot final : public EventSnapshot
{
public:
    Snapshot(const SyntheticScan& scan, const TimeRange& range)
        : m_scan(scan)
    {
        for (const auto& day : scan.m_days) {
            const TimeRange times{day->start, day->start + std::chrono::milliseconds(kDayMs)};
            if (times.from >= range.to || times.to <= range.from)
                continue;
            m_days.push_back(day);
            m_infos.push_back({day->times.size(), times, day->runs.front().visitor(), day->runs.back().visitor()});
        }
    }
    std::span<const ChunkInfo> chunks() const override { return m_infos; }
    Expected<std::shared_ptr<const SortedChunk>> chunk(std::size_t index) const override
    {
        return std::shared_ptr<const SortedChunk>(std::make_shared<DayChunk>(m_days[index], m_scan));
    }
    Expected<std::vector<std::string>> dictionary(std::size_t, TextColumn) const override
    {
        return std::vector<std::string>();
    }

private:
    const SyntheticScan& m_scan;
    std::vector<std::shared_ptr<const Day>> m_days;
    std::vector<ChunkInfo> m_infos;
};

SyntheticScan::SyntheticScan(const HistoryShape& shape)
{
    std::mt19937_64 random(shape.seed);
    const auto addTexts = [this](std::vector<std::string_view>& list, const std::string& prefix,
                                 const std::string& suffix, std::uint32_t count) {
        for (std::uint32_t i = 0; i < count; ++i)
            list.push_back(m_texts.emplace_back(prefix + std::to_string(i) + suffix));
    };
    m_texts.reserve(shape.pages + kHosts + kCountries + 8); // views stay valid
    addTexts(m_pages, "/articles/page-", ".html", shape.pages);
    addTexts(m_hosts, "site", ".example", kHosts);
    addTexts(m_countries, "C", "", kCountries);
    addTexts(m_names, "event", "", 4);
    for (int day = 0; day < shape.days; ++day) {
        m_days.push_back(makeDay(shape, day, random));
        m_rows += m_days.back()->times.size();
    }
}

std::shared_ptr<const SyntheticScan::Day> SyntheticScan::makeDay(const HistoryShape& shape, int day,
                                                                 std::mt19937_64& random) const
{
    auto out = std::make_shared<Day>();
    out->start = shape.from + std::chrono::hours(24 * day);
    const std::size_t target = shape.rows / static_cast<std::size_t>(shape.days);
    std::vector<VisitPlan> visits(target / kRowsOfVisit);
    for (VisitPlan& visit : visits) {
        visit.visitor = skewed(random, shape.visitors, 2.5);
        visit.key = keyOf(visit.visitor);
        visit.start = static_cast<std::uint32_t>(unit(random) * (kDayMs - 3'600'000));
    }
    std::sort(visits.begin(), visits.end(), [](const VisitPlan& a, const VisitPlan& b) {
        return std::tie(a.key, a.start) < std::tie(b.key, b.start);
    });
    for (const VisitPlan& visit : visits) {
        const auto row = static_cast<std::uint32_t>(out->times.size());
        const bool isNew = out->runs.empty() || out->runs.back().visitor() != visit.key;
        if (isNew)
            out->runs.push_back({visit.key, row});
        std::uint32_t time = isNew ? visit.start : std::max(visit.start, out->times.back() + 1);
        const std::size_t rows = 1 + random() % (2 * kRowsOfVisit - 1);
        const auto host = static_cast<std::uint8_t>(random() % 5 < 2 ? 0 : 1 + skewed(random, kHosts, 3));
        for (std::size_t i = 0; i < rows; ++i) {
            const bool view = i == 0 || random() % 10 < 8;
            out->times.push_back(time);
            out->kinds.push_back(static_cast<std::uint8_t>(view           ? Kind::Pageview
                                                           : random() % 2 ? Kind::Custom
                                                                          : Kind::Engagement));
            out->names.push_back(static_cast<std::uint8_t>(view ? 1 : 2 + random() % 3));
            out->pages.push_back(static_cast<std::uint16_t>(1 + skewed(random, shape.pages, 3)));
            out->hosts.push_back(i == 0 ? host : 0);
            out->countries.push_back(
                static_cast<std::uint8_t>(1 + visit.visitor % kCountries * (visit.visitor % 3) / 3));
            time += 1000 + static_cast<std::uint32_t>(random() % 120'000);
        }
    }
    return out;
}

Expected<std::unique_ptr<EventSnapshot>> SyntheticScan::open(const ScanRequest& request, const Cancellation&)
{
    return std::unique_ptr<EventSnapshot>(std::make_unique<Snapshot>(*this, request.range));
}

Expected<std::vector<IdentityLink>> SyntheticScan::identityLinks(ProjectId)
{
    return std::vector<IdentityLink>();
}

Expected<TimeRange> SyntheticScan::extent(ProjectId)
{
    return TimeRange{m_days.front()->start, m_days.back()->start + std::chrono::milliseconds(kDayMs)};
}

} // namespace sightglass::bench
