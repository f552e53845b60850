// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/recordreader.h"

#include "domain/eventjson.h"

namespace sightglass::service {

namespace {

struct ReadRecord
{
    std::string_view record;
    std::vector<domain::Event>& events;

    Expected<void> operator()(std::unique_ptr<json::Parser>& lines) const
    {
        const Expected<json::Document> document = lines->parse(record);
        if (!document)
            return unexpected(document.error());
        events.resize(1);
        return domain::readEvent(document->root, events.front());
    }
    Expected<void> operator()(OriginalRows& documents) const { return documents.read(record, events); }
    template <typename Rows> Expected<void> operator()(Rows& rows) const
    {
        Expected<domain::Event> read = rows.read(record);
        if (!read)
            return unexpected(read.error());
        events.resize(1);
        events.front() = std::move(*read);
        return {};
    }
};

} // namespace

Expected<RecordReader> RecordReader::of(const ImportPlan& plan, const std::string& head)
{
    if (plan.original)
        return RecordReader(OriginalRows(*plan.original));
    const auto toReader = [](auto&& form) { return RecordReader(std::forward<decltype(form)>(form)); };
    if (plan.external)
        return ExternalRows::of(*plan.external, plan.format, head).transform(toReader);
    if (plan.format == ExchangeFormat::Csv)
        return domain::EventCsvReader::forHead(head).transform(toReader);
    return RecordReader(std::make_unique<json::Parser>());
}

Expected<void> RecordReader::read(std::string_view record, std::vector<domain::Event>& events)
{
    return std::visit(ReadRecord{record, events}, m_form);
}

} // namespace sightglass::service
