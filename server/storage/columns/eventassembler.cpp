// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/eventassembler.h"

#include "storage/columns/corrupt.h"
#include "storage/columns/eventcolumns.h"

#include <algorithm>
#include <numeric>

namespace sightglass::storage::columns {

using domain::Event;

namespace {

/// Which members are what, from the one table.
enum class MemberForm : std::uint8_t { None, Number, Text, Map, Raw };
struct FormCollector
{
    std::vector<MemberForm>& forms;

    void operator()(Member m, const std::string&) const
    {
        forms[idOf(m)] = m == Member::Raw ? MemberForm::Raw : MemberForm::Text;
    }
    void operator()(Member m, const domain::PropertyMap&) const { forms[idOf(m)] = MemberForm::Map; }
    void operator()(Member m, const domain::TextMap&) const { forms[idOf(m)] = MemberForm::Map; }
    void operator()(Member m, const std::vector<domain::Warning>&) const { forms[idOf(m)] = MemberForm::Text; }
    template <typename T, typename... Relation> void operator()(Member m, const T&, Relation...) const
    {
        forms[idOf(m)] = MemberForm::Number;
    }
};

std::vector<MemberForm> memberForms()
{
    std::vector<MemberForm> forms(kFixedColumns, MemberForm::None);
    const Event event;
    eachMember(event, FormCollector{forms});
    return forms;
}

TimePoint moved(TimePoint from, std::int64_t distance)
{
    return fromMs(
        static_cast<std::int64_t>(static_cast<std::uint64_t>(toMs(from)) + static_cast<std::uint64_t>(distance)));
}

} // namespace

/// Sets the members of one event from the columns; what a column does not have keeps its default.
struct EventAssembler::Filler
{
    EventAssembler& from;
    Event& event;
    std::size_t row;

    void operator()(Member m, std::string& v) const
    {
        if (from.m_texts[idOf(m)])
            v = from.m_texts[idOf(m)]->codes().at(row);
    }
    template <typename T>
    requires(std::is_enum_v<T> || std::is_integral_v<T>) void operator()(Member m, T& v) const
    {
        if (from.m_numbers[idOf(m)])
            v = static_cast<T>(from.m_numbers[idOf(m)]->numbers.values().at(row));
    }
    template <typename T> void operator()(Member m, std::optional<T>& v) const
    {
        if (const std::optional<std::int64_t> number = optionalNumber(m))
            v = static_cast<T>(*number);
    }
    void operator()(Member m, TimePoint& v, RelativeTime to) const { v = moved(to.base, number(idOf(m))); }
    void operator()(Member m, std::optional<TimePoint>& v, RelativeTime) const
    {
        if (const std::optional<std::int64_t> distance = optionalNumber(m))
            v = moved(EventColumns::expectedTime(m, event.eventTime, event.receivedAt, event.statedAt), *distance);
    }
    void operator()(Member m, std::uint64_t& v, RelativeHash to) const
    {
        v = static_cast<std::uint64_t>(number(idOf(m))) ^ to.base;
    }
    void operator()(Member m, domain::PropertyMap& v) const
    {
        eachValue(m, [&v](const std::string& name, const KeyValueReader& values, std::size_t index) {
            v.push_back({name, values.at(index)});
        });
    }
    void operator()(Member m, domain::TextMap& v) const
    {
        eachValue(m, [&v](const std::string& name, const KeyValueReader& values, std::size_t index) {
            v.emplace_back(name, values.textAt(index));
        });
    }
    void operator()(Member m, std::vector<domain::Warning>& v) const
    {
        if (!from.m_texts[idOf(m)])
            return;
        for (const char warning : from.m_texts[idOf(m)]->codes().at(row))
            v.push_back(static_cast<domain::Warning>(warning));
    }

    [[nodiscard]] std::int64_t number(ColumnId id) const
    {
        return from.m_numbers[id] ? from.m_numbers[id]->numbers.values().at(row) : 0;
    }
    [[nodiscard]] std::optional<std::int64_t> optionalNumber(Member m) const
    {
        const std::optional<DecodedNumbers>& column = from.m_numbers[idOf(m)];
        if (!column)
            return std::nullopt;
        const std::int64_t value = column->numbers.values().at(row);
        if (value != domain::kAbsent ||
            std::binary_search(column->smallest.begin(), column->smallest.end(), static_cast<std::uint32_t>(row)))
            return value;
        return std::nullopt;
    }
    template <typename Use> void eachValue(Member m, Use&& use) const
    {
        std::optional<Map>& map = from.m_maps[idOf(m)];
        if (!map)
            return;
        for (const std::uint32_t key : map->reader.keysOf(row))
            use(map->names[key], map->values[key], map->next[key]++);
    }
};

Expected<EventAssembler> EventAssembler::decode(ColumnReader& columns)
{
    EventAssembler assembler;
    assembler.m_rows = columns.header().rows();
    assembler.m_numbers.resize(kFixedColumns);
    assembler.m_texts.resize(kFixedColumns);
    assembler.m_maps.resize(kFixedColumns);
    if (const Expected<void> done = assembler.decodeRowColumns(columns); !done)
        return unexpected(done.error());
    for (ColumnId id = 0; id < kFixedColumns; ++id) {
        if (columns.header().column(id) == nullptr)
            continue;
        if (const Expected<void> done = assembler.decodeMember(columns, id); !done)
            return unexpected(done.error());
    }
    return assembler;
}

Expected<void> EventAssembler::decodeRowColumns(ColumnReader& columns)
{
    const Expected<const RunTable*> runs = columns.runs();
    Expected<NumberBuffer> seqs = columns.seqs();
    Expected<NumberBuffer> received = columns.receivedAt();
    if (!runs || !seqs || !received)
        return unexpected(!runs ? runs.error() : !seqs ? seqs.error() : received.error());
    m_runs = *runs;
    m_seqs = std::move(*seqs);
    m_received = std::move(*received);
    for (const ColumnId id : {kSource, kEventTime, kKind}) {
        Expected<DecodedNumbers> numbers = columns.numbers(id);
        if (!numbers)
            return unexpected(numbers.error());
        m_numbers[id] = std::move(*numbers);
    }
    return {};
}

Expected<void> EventAssembler::decodeMember(ColumnReader& columns, ColumnId id)
{
    static const std::vector<MemberForm> forms = memberForms();
    switch (forms[id]) {
    case MemberForm::None: return {};
    case MemberForm::Number: {
        Expected<DecodedNumbers> numbers = columns.numbers(id);
        if (!numbers)
            return unexpected(numbers.error());
        m_numbers[id] = std::move(*numbers);
        return {};
    }
    case MemberForm::Text: {
        Expected<TextBuffer> texts = columns.texts(id);
        if (!texts)
            return unexpected(texts.error());
        m_texts[id] = std::move(*texts);
        return {};
    }
    case MemberForm::Map: return decodeMap(columns, id);
    case MemberForm::Raw: return decodeRaw(columns);
    }
    return {};
}

Expected<void> EventAssembler::decodeMap(ColumnReader& columns, ColumnId id)
{
    const std::vector<KeyInfo>* const keys = id == idOf(Member::Properties) ? &columns.header().properties()
                                             : id == idOf(Member::Traits)   ? &columns.header().traits()
                                                                            : nullptr;
    Expected<MapReader> reader = columns.map(id, keys);
    if (!reader)
        return unexpected(reader.error());
    Map map{std::move(*reader), {}, {}, {}};
    for (std::size_t key = 0; key < map.reader.keyCount(); ++key) {
        Expected<KeyValueReader> values = columns.values(map.reader, id, keys, key);
        if (!values)
            return unexpected(values.error());
        map.values.push_back(std::move(*values));
        map.names.push_back(keys ? (*keys)[key].key : map.reader.names()[key]);
    }
    map.next.assign(map.values.size(), 0);
    m_maps[id] = std::move(map);
    return {};
}

Expected<void> EventAssembler::decodeRaw(ColumnReader& columns)
{
    const Expected<std::string_view> bytes = columns.blob(valuesBlob(idOf(Member::Raw)));
    if (!bytes)
        return unexpected(bytes.error());
    m_raw = RawReader::decode(*bytes, m_rows);
    if (!m_raw)
        return corrupt("The events as sent cannot be read from a chunk.");
    return {};
}

Expected<std::vector<Event>> EventAssembler::assemble(std::span<const std::uint32_t> rows)
{
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [rows](std::size_t a, std::size_t b) { return rows[a] < rows[b]; });
    std::vector<Event> events(rows.size());
    std::size_t row = 0; // The next one that is not read yet.
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::size_t wanted = rows[order[i]];
        if (wanted < row) {
            events[order[i]] = events[order[i - 1]];
            continue;
        }
        for (; row < wanted; ++row)
            skip(row);
        if (!fill(events[order[i]], row++))
            return corrupt("The events as sent do not fit their members.");
    }
    return events;
}

bool EventAssembler::fill(Event& event, std::size_t row)
{
    while (m_runs->end(m_run) <= row)
        ++m_run;
    const Filler filler{*this, event, row};
    event.visitor = m_runs->runs[m_run].visitor();
    event.seq = EventSeq(m_seqs->values().at(row));
    event.receivedAt = fromMs(m_received->values().at(row));
    event.eventTime = fromMs(filler.number(kEventTime));
    event.source = SourceId(filler.number(kSource));
    event.kind = static_cast<domain::Kind>(filler.number(kKind));
    eachMember(event, filler);
    return !m_raw || m_raw->next(event);
}

void EventAssembler::skip(std::size_t row)
{
    for (std::optional<Map>& map : m_maps) {
        if (!map)
            continue;
        for (const std::uint32_t key : map->reader.keysOf(row))
            ++map->next[key];
    }
    if (m_raw)
        m_raw->skip();
}

} // namespace sightglass::storage::columns
