// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/eventfilter.h"
#include "query/queryjson.h"

#include <QJsonDocument>

#include <cstddef>
#include <cstdint>

namespace {

using namespace sightglass;

/// Saved things that name each other: "a" to "e" each hold the next one twice, "z" itself.
query::QueryContext contextOf()
{
    query::QueryContext context;
    context.now = fromMs(1'774'656'000'000);
    context.extent = [] {
        return Expected<domain::TimeRange>(domain::TimeRange{fromMs(1'700'000'000'000), fromMs(1'774'000'000'000)});
    };
    context.savedGoal = [](const std::string& id) {
        domain::Condition goal;
        goal.event = id;
        return id.size() == 1 ? std::optional(goal) : std::nullopt;
    };
    context.savedSegment = [](const std::string& id) -> std::optional<QJsonArray> {
        if (id.size() != 1 || ((id[0] < 'a' || id[0] > 'e') && id[0] != 'z'))
            return std::nullopt;
        const QJsonObject next{
            {QStringLiteral("segment"), id == "z" ? QStringLiteral("z") : QString(QChar(id[0] + 1))}};
        return id == "e" ? QJsonArray{QJsonObject{{QStringLiteral("cohort"), QStringLiteral("a")}}}
                         : QJsonArray{next, next};
    };
    context.savedCohort = [](const std::string& id) {
        return id == "a"
                   ? std::optional(QJsonObject{{QStringLiteral("did"), QJsonObject()}, {QStringLiteral("times"), 2}})
                   : std::nullopt;
    };
    return context;
}

} // namespace

/// Any bytes as a query description of any kind: an error or a query, and what was understood reads back as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const sightglass::query::QueryContext context = contextOf();
    const QByteArray bytes = QByteArray::fromRawData(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto parsed = query::parseQuery(QJsonDocument::fromJson(bytes).object(), context);
    if (!parsed)
        return 0;
    const auto filter = query::EventFilter::compile(parsed->filters, {});
    if (filter)
        (void)filter->matches(domain::Event());
    const auto again = query::parseQuery(query::toJson(*parsed, context.project), context);
    if (!again || !(*again == *parsed))
        __builtin_trap();
    return 0;
}
