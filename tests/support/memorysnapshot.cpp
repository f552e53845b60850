// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/memorysnapshot.h"

#include "support/memoryscan.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <tuple>

namespace sightglass::test {

namespace {

using namespace domain;

std::uint64_t keyOf(const Event& e)
{
    return e.visitorBasis == VisitorBasis::None ? 0 : e.visitor;
}

bool comesBefore(const Event* a, const Event* b)
{
    return std::forward_as_tuple(keyOf(*a), a->eventTime, a->receivedAt, a->messageId) <
           std::forward_as_tuple(keyOf(*b), b->eventTime, b->receivedAt, b->messageId);
}

/// Numbers in the fewest bytes that hold them.
class Narrow
{
public:
    Narrow() = default;
    explicit Narrow(const std::vector<std::int64_t>& numbers)
    {
        std::vector<std::int64_t> present = numbers;
        std::erase(present, kAbsent);
        m_values.hasAbsent = present.size() != numbers.size();
        m_values.base = present.empty() ? 0 : *std::min_element(present.begin(), present.end());
        std::vector<std::uint64_t> elements;
        for (const std::int64_t number : numbers) {
            const std::uint64_t above = static_cast<std::uint64_t>(number) - static_cast<std::uint64_t>(m_values.base);
            elements.push_back(number == kAbsent ? 0 : above + (m_values.hasAbsent ? 1 : 0));
        }
        store(elements);
    }

    [[nodiscard]] const NumberValues& values() const { return m_values; }
    /// As they are, without a base.
    static Narrow codes(const std::vector<std::uint64_t>& elements)
    {
        Narrow out;
        out.store(elements);
        return out;
    }

private:
    void store(const std::vector<std::uint64_t>& elements)
    {
        const std::uint64_t most = elements.empty() ? 0 : *std::max_element(elements.begin(), elements.end());
        m_values.width = most == 0 ? 0 : most < 0x100 ? 1 : most < 0x1'0000 ? 2 : most < 0x1'0000'0000 ? 4 : 8;
        m_bytes.resize(elements.size() * m_values.width);
        for (std::size_t i = 0; i < elements.size() && m_values.width > 0; ++i)
            std::memcpy(m_bytes.data() + i * m_values.width, &elements[i], m_values.width); // little-endian
        m_values.data = m_bytes.data();
    }

    std::vector<std::uint8_t> m_bytes;
    NumberValues m_values;
};

class Texts
{
public:
    Texts() = default;
    explicit Texts(std::vector<std::string> texts)
        : m_texts(std::move(texts))
    {
        std::map<std::string_view, std::uint64_t> numbers{{std::string_view(), 0}};
        std::vector<std::uint64_t> ids;
        for (const std::string& text : m_texts) {
            const auto [at, isNew] = numbers.try_emplace(text, m_dictionary.size());
            if (isNew)
                m_dictionary.push_back(text);
            ids.push_back(at->second);
        }
        m_ids = Narrow::codes(ids);
    }
    [[nodiscard]] TextCodes codes() const { return {{m_ids.values().data, m_ids.values().width}, m_dictionary}; }

private:
    std::vector<std::string> m_texts;
    std::vector<std::string_view> m_dictionary{std::string_view()};
    Narrow m_ids;
};

class MemoryChunk final : public SortedChunk
{
public:
    MemoryChunk(std::shared_ptr<const std::vector<Event>> events, const std::vector<const Event*>& rows,
                const ScanRequest& request)
        : m_events(std::move(events))
        , m_rows(rows.size())
        , m_received(numbersOf(rows, NumberColumn::ReceivedAt))
        , m_messageIds(textsOf(rows, [](const Event& e) { return e.messageId; }))
    {
        for (std::uint32_t row = 0; row < rows.size(); ++row) {
            if (m_runs.empty() || m_runs.back().visitor() != keyOf(*rows[row]))
                m_runs.push_back({keyOf(*rows[row]), row});
        }
        for (const NumberColumn column : request.numbers)
            m_numbers.emplace(column, numbersOf(rows, column));
        for (const TextColumn column : request.texts)
            m_texts.emplace(column, textsOf(rows, [&](const Event& e) { return textOf(e, column); }));
        for (const std::string& key : request.properties)
            m_properties.push_back(textsOf(rows, [&](const Event& e) { return textOf(e.properties, key); }));
        for (const std::string& key : request.traits)
            m_traits.push_back(textsOf(rows, [&](const Event& e) { return textOf(e.traits, key); }));
        for (const std::string& key : request.vitals)
            m_vitals.push_back(textsOf(rows, [&](const Event& e) { return numberTextOf(e.vitals, key); }));
    }

    std::size_t rows() const override { return m_rows; }
    std::span<const VisitorRun> runs() const override { return m_runs; }
    NumberValues numbers(NumberColumn column) const override { return m_numbers.at(column).values(); }
    TextCodes texts(TextColumn column) const override { return m_texts.at(column).codes(); }
    TextCodes property(std::size_t index) const override { return m_properties.at(index).codes(); }
    TextCodes trait(std::size_t index) const override { return m_traits.at(index).codes(); }
    TextCodes vital(std::size_t index) const override { return m_vitals.at(index).codes(); }
    Expected<NumberValues> receivedAt() const override { return m_received.values(); }
    Expected<TextCodes> messageIds() const override { return m_messageIds.codes(); }

private:
    template <typename TextOf> static Texts textsOf(const std::vector<const Event*>& rows, TextOf text)
    {
        std::vector<std::string> out;
        for (const Event* event : rows)
            out.push_back(text(*event));
        return Texts(std::move(out));
    }
    static Narrow numbersOf(const std::vector<const Event*>& rows, NumberColumn column)
    {
        std::vector<std::int64_t> numbers;
        for (const Event* event : rows)
            numbers.push_back(numberOf(*event, column));
        return Narrow(numbers);
    }

    std::shared_ptr<const std::vector<Event>> m_events;
    std::size_t m_rows;
    std::vector<VisitorRun> m_runs;
    Narrow m_received;
    std::map<NumberColumn, Narrow> m_numbers;
    std::map<TextColumn, Texts> m_texts;
    std::vector<Texts> m_properties;
    std::vector<Texts> m_traits;
    std::vector<Texts> m_vitals;
    Texts m_messageIds;
};

} // namespace

MemorySnapshot::MemorySnapshot(std::shared_ptr<const std::vector<Event>> events, const ScanRequest& request,
                               std::size_t chunkRows)
    : m_events(std::move(events))
    , m_request(std::make_shared<const ScanRequest>(request))
{
    std::map<std::int64_t, Rows> days;
    for (const Event& event : *m_events) {
        Rows& day = days[std::chrono::floor<std::chrono::days>(event.eventTime).time_since_epoch().count()];
        day.push_back(&event);
        if (day.size() == chunkRows)
            keep(std::exchange(day, {}));
    }
    for (auto& [day, rows] : days)
        keep(std::move(rows));
}

/// Chunks without a row in the range are left out; the others keep their rows outside it.
void MemorySnapshot::keep(Rows rows)
{
    if (std::none_of(rows.begin(), rows.end(),
                     [this](const Event* e) { return m_request->range.contains(e->eventTime); }))
        return;
    std::stable_sort(rows.begin(), rows.end(), comesBefore);
    ChunkInfo info{
        rows.size(), {rows.front()->eventTime, rows.front()->eventTime}, keyOf(*rows.front()), keyOf(*rows.back())};
    for (const Event* event : rows) {
        info.times.from = std::min(info.times.from, event->eventTime);
        info.times.to = std::max(info.times.to, event->eventTime + std::chrono::milliseconds(1));
    }
    const auto after =
        std::upper_bound(m_infos.begin(), m_infos.end(), info.times.from, [](TimePoint t, const ChunkInfo& i) {
            return std::chrono::floor<std::chrono::days>(t) < std::chrono::floor<std::chrono::days>(i.times.from);
        });
    const auto place = after - m_infos.begin();
    m_infos.insert(after, info);
    m_chunks.insert(m_chunks.begin() + place, std::move(rows));
}

Expected<std::shared_ptr<const SortedChunk>> MemorySnapshot::chunk(std::size_t index) const
{
    return std::shared_ptr<const SortedChunk>(std::make_shared<MemoryChunk>(m_events, m_chunks[index], *m_request));
}

Expected<std::vector<std::string>> MemorySnapshot::dictionary(std::size_t index, TextColumn column) const
{
    std::vector<std::string> out;
    for (const Event* event : m_chunks[index])
        out.push_back(textOf(*event, column));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

} // namespace sightglass::test
