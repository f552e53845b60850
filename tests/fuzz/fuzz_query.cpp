// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/eventfilter.h"
#include "query/queryjson.h"

#include <QJsonDocument>

#include <cstddef>
#include <cstdint>

/// Any bytes as a query description: an error or a query, and what was understood reads back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace sightglass;
    const QByteArray bytes = QByteArray::fromRawData(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    query::QueryContext context;
    context.now = fromMs(1'774'656'000'000);
    const auto parsed = query::parseQuery(QJsonDocument::fromJson(bytes).object(), context);
    if (!parsed)
        return 0;
    const auto filter = query::EventFilter::compile(parsed->filters, {});
    if (filter)
        (void)filter->matches(domain::Event());
    if (!query::parseQuery(query::toJson(*parsed, context.project), context))
        __builtin_trap();
    return 0;
}
