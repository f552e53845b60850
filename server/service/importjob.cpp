// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/importjob.h"

#include "domain/propertytext.h"

#include <algorithm>
#include <optional>
#include <thread>

namespace sightglass::service {

namespace {

Unexpected cancelled()
{
    return unexpected(ErrorCode::Cancelled,
                      QStringLiteral("the import was stopped; started again it goes on from there"));
}

/// What decides what becomes of a record; not the time at which properties are said.
QByteArray wayOf(const ImportPlan& plan)
{
    QByteArray out = QByteArray::number(int(plan.format)) + ' ' + QByteArray::number(qint64(plan.source.value));
    const auto add = [&out](const auto& value) { out += '\n' + QByteArray(value); };
    if (const auto& file = plan.external) {
        for (const std::string& column :
             {file->columns.user, file->columns.session, file->columns.name, file->columns.time, file->columns.id})
            add(QByteArray::fromStdString(column));
        add(file->columns.zone.id());
        for (const int choice :
             {int(file->content), int(file->columns.unit), int(file->namesColumns), int(file->columns.flagsActivity),
              int(file->createsUsers), int(file->replacesProperties)})
            add(QByteArray::number(choice));
    }
    if (plan.original)
        add(QByteArray::number(int(plan.original->collection) * 10 + int(plan.original->period)));
    return out;
}

/// Runs `work` on every core; the first error counts.
template <typename Work> Expected<void> onAllCores(Work work)
{
    std::vector<Expected<void>> results(std::max(1u, std::thread::hardware_concurrency()));
    std::vector<std::thread> threads;
    for (Expected<void>& result : results)
        threads.emplace_back([&result, &work] { result = work(); });
    for (std::thread& thread : threads)
        thread.join();
    const auto failed = std::find_if(results.begin(), results.end(), [](const auto& result) { return !result; });
    return failed == results.end() ? Expected<void>() : *failed;
}

} // namespace

/// What one thread found in a block.
struct ImportJob::Found
{
    DayBuffers::Days days;
    std::int64_t rejected = 0;
    std::int64_t onlyCounted = 0;
    std::int64_t unknown = 0;
    std::int64_t implied = 0;
    std::optional<Error> failure; ///< The store could not be asked.
    SourceId source;
    domain::SourceDirectory::Entry entry; ///< Of `source`: lines of one source come in a row.
    std::vector<domain::Event> events;    ///< Of one record; used again for the next.
};

ImportJob::ImportJob(ImportPlan plan, storage::Store& store, const pipeline::Pipeline& pipeline)
    : m_plan(std::move(plan))
    , m_store(store)
    , m_pipeline(pipeline)
    , m_file(m_plan.file, m_plan.format)
{
}

Expected<void> ImportJob::run(JobControl& control)
{
    if (const Expected<void> opened = open(control); !opened)
        return opened;
    for (;;) {
        const Expected<bool> more = runStretch(control);
        if (!more)
            return unexpected(more.error());
        if (!*more)
            break;
        if (const Expected<void> written = m_bookmark.write(m_reached); !written)
            return written;
    }
    m_bookmark.remove();
    return {};
}

Expected<void> ImportJob::open(JobControl& control)
{
    m_otherwise = m_plan.source.isValid() ? m_store.sources().byId(m_plan.source)
                                          : m_store.sources().firstOfProject(m_plan.project.id);
    if (!m_otherwise || m_otherwise->project.id != m_plan.project.id)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("the project has no such source"),
                          QStringLiteral("/source"));
    Expected<ImportBookmark> bookmark =
        ImportBookmark::of(m_plan.file, m_plan.project.id, wayOf(m_plan), m_plan.bookmarkFolder);
    if (!bookmark)
        return unexpected(bookmark.error());
    m_bookmark = *bookmark;
    if (m_plan.external && m_plan.external->replacesProperties) {
        Expected<CurrentTraits> traits = CurrentTraits::of(m_store, m_plan.project.id);
        if (!traits)
            return unexpected(traits.error());
        m_traits = std::move(*traits);
    }
    if (const Expected<void> opened = m_file.open(); !opened)
        return opened;
    control.setTotal(m_plan.place ? m_plan.place->totalOfAll : m_file.size());
    for (const char* count : {"accepted", "duplicates", "rejected", "only_counted"})
        control.count(count, 0);
    Expected<std::string> head = m_file.takeHead();
    if (!head)
        return unexpected(head.error());
    if (m_plan.format == ExchangeFormat::Csv) {
        m_head = std::move(*head);
        if (const Expected<RecordReader> readable = RecordReader::of(m_plan, m_head); !readable)
            return unexpected(readable.error());
    }
    m_reached = m_plan.resumes ? m_bookmark.read() : ImportBookmark::Place();
    advance(control);
    return m_reached.offset > 0 ? m_file.seek(m_reached.offset, m_reached.line) : Expected<void>();
}

/// Reads one stretch and stores it; false when the file is done.
Expected<bool> ImportJob::runStretch(JobControl& control)
{
    const std::int64_t until = m_reached.offset + m_plan.stretchBytes;
    const Expected<void> read = onAllCores([&]() -> Expected<void> {
        Expected<RecordReader> reader = RecordReader::of(m_plan, m_head);
        if (!reader)
            return unexpected(reader.error());
        for (;;) {
            {
                const std::lock_guard lock(m_mutex);
                if (m_isAtEnd || m_reached.offset >= until)
                    return {};
            }
            if (control.isCancelled())
                return cancelled();
            const Expected<RecordBlock> block = m_file.next();
            if (!block)
                return unexpected(block.error());
            if (const Expected<void> taken = readBlock(*block, *reader, control); !taken)
                return taken;
            const std::lock_guard lock(m_mutex);
            m_isAtEnd = m_isAtEnd || block->text.empty();
            if (block->endOffset > m_reached.offset)
                m_reached = {block->endOffset, block->endLine};
            advance(control);
        }
    });
    if (!read)
        return unexpected(read.error());
    if (const Expected<void> stored = storeDays(control); !stored)
        return unexpected(stored.error());
    return !m_isAtEnd;
}

Expected<void> ImportJob::readBlock(const RecordBlock& block, RecordReader& reader, JobControl& control)
{
    Found found;
    found.entry = sourceOf(found.source);
    std::int64_t line = block.firstLine;
    for (std::string_view rest = block.text; !rest.empty();) {
        const std::string_view record = rest.substr(0, recordLength(rest, m_plan.format));
        rest.remove_prefix(record.size());
        const std::int64_t thisLine = line;
        line += stepsOf(record, m_plan.format);
        const std::string_view text = recordText(record, m_plan.format);
        if (text.empty())
            continue;
        if (const Expected<void> taken = takeRecord(text, reader, found); !taken) {
            ++found.rejected;
            const std::string file = m_plan.place ? m_plan.place->name : std::string();
            control.remark(remarkOn(file, m_plan.format, thisLine, taken.error()));
        }
    }
    if (found.failure)
        return unexpected(*found.failure);
    m_days.add(found.days);
    control.count("rejected", found.rejected);
    control.count("only_counted", found.onlyCounted);
    for (const auto& [name, count] : {std::pair("unknown_users", found.unknown), {"implied", found.implied}}) {
        if (count > 0)
            control.count(name, count);
    }
    return {};
}

Expected<void> ImportJob::takeRecord(std::string_view text, RecordReader& reader, Found& found)
{
    Expected<void> taken = reader.read(text, found.events);
    for (domain::Event& event : found.events) {
        if (!taken)
            return taken;
        if (event.source != found.source)
            found.entry = sourceOf(found.source = event.source);
        taken = takeEvent(event, found);
    }
    return taken;
}

/// Error: what is wrong with it.
Expected<void> ImportJob::takeEvent(domain::Event& event, Found& found)
{
    if (m_pipeline.adopt(event, *found.entry) != pipeline::Disposition::Store) {
        ++found.onlyCounted;
        return {};
    }
    if (!isKnown(event)) {
        ++found.unknown;
        return {};
    }
    if (m_traits) {
        if (const Expected<void> replaced = replaceTraits(event); !replaced)
            return replaced;
    }
    if (m_plan.original) {
        if (const Expected<void> placed = placeInTime(event, m_store, *m_plan.original); !placed)
            found.failure = placed.error();
        if (isImplied(event, *m_plan.original)) {
            ++found.implied;
            return {};
        }
    }
    found.days[std::chrono::floor<std::chrono::days>(event.eventTime).time_since_epoch().count()].add(event);
    return {};
}

/// What the row does not name is taken away. A user's second row is refused: which of the two held would be chance.
Expected<void> ImportJob::replaceTraits(domain::Event& event)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_replaced.insert(event.visitor).second)
            return unexpected(ErrorCode::InvalidInput, QStringLiteral("the user stands in the file already"));
    }
    const Expected<std::vector<std::string>> keys = m_traits->keys(event.visitor);
    if (!keys)
        return unexpected(keys.error());
    for (const std::string& key : *keys) {
        const bool isNamed = std::any_of(event.traits.begin(), event.traits.end(),
                                         [&key](const domain::Property& trait) { return trait.key == key; });
        if (!isNamed)
            event.traits.push_back({key, std::string(domain::kDeletedValue)});
    }
    return {};
}

/// Properties are for users who are there, unless asked otherwise (openmetrics §14.4).
bool ImportJob::isKnown(const domain::Event& event) const
{
    const bool mayBeNew =
        !m_plan.external || m_plan.external->content == ExternalFile::Content::Events || m_plan.external->createsUsers;
    if (mayBeNew)
        return true;
    const auto first = m_store.personEvents(m_plan.project.id, {event.visitor}, std::nullopt, 1);
    return first && !first->empty();
}

void ImportJob::advance(JobControl& control) const
{
    control.advanceTo((m_plan.place ? m_plan.place->doneBefore : 0) + m_reached.offset);
}

domain::SourceDirectory::Entry ImportJob::sourceOf(SourceId source) const
{
    const domain::SourceDirectory::Entry own = m_store.sources().byId(source);
    return own && own->project.id == m_plan.project.id ? own : m_otherwise;
}

Expected<void> ImportJob::storeDays(JobControl& control)
{
    return onAllCores([&]() -> Expected<void> {
        for (;;) {
            storage::ImportedDay day = m_days.takeOne();
            if (day.events().size() == 0)
                return {};
            if (control.isCancelled())
                return cancelled();
            const Expected<storage::ImportOutcome> outcome = m_store.importDay(m_plan.project.id, std::move(day));
            if (!outcome)
                return unexpected(outcome.error());
            control.count("accepted", outcome->stored);
            control.count("duplicates", outcome->duplicates);
        }
    });
}

} // namespace sightglass::service
