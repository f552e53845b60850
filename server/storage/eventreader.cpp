// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/eventreader.h"

#include "storage/eventcodec.h"

#include <bit>

namespace sightglass::storage {

using domain::Event;

Expected<Event> readEvent(const Statement& row, const SourceSnapshot& sources)
{
    Event event;
    event.seq = EventSeq(row.integer(0));
    event.source = SourceId(row.integer(1));
    event.project = sources.projectOf(event.source);
    event.eventTime = fromMs(row.integer(2));
    event.receivedAt = fromMs(row.integer(3));
    event.kind = static_cast<domain::Kind>(row.integer(4));
    event.visitor = std::bit_cast<std::uint64_t>(row.integer(5));
    if (Expected<void> decoded = decodeBody(row.blob(6), event); !decoded) {
        Error error = std::move(decoded).error();
        error.where = QStringLiteral("event %1").arg(event.seq.value);
        return unexpected(std::move(error));
    }
    return event;
}

} // namespace sightglass::storage
