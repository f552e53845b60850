// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/foldpeople.h"

#include <QJsonObject>

namespace sightglass::query {

/// What a date can be, either way.
inline constexpr domain::TimeRange kAlways{fromMs(-8'640'000'000'000'000), fromMs(8'640'000'000'000'000)};

/// A report whose whole work is one fold over people: Fold::request() says what to read, Fold::make() begins one and
/// finish() gives the answer.
template <PeopleFold Fold>
[[nodiscard]] Expected<QJsonObject> foldedOver(ReportContext& context, const domain::TimeRange& range)
{
    auto fold = foldPeople<Fold>(context, Fold::request(context, range),
                                 [&](const Vocabulary& vocabulary) { return Fold::make(context, range, vocabulary); });
    if (!fold)
        return unexpected(fold.error());
    return fold->finish();
}

/// With a range to compare with, its answer stands beside as `compare`.
template <PeopleFold Fold> [[nodiscard]] Expected<QJsonObject> foldedReport(ReportContext& context)
{
    auto out = foldedOver<Fold>(context, context.query.range);
    if (!out || !context.query.compare)
        return out;
    const auto before = foldedOver<Fold>(context, *context.query.compare);
    if (!before)
        return before;
    out->insert(QStringLiteral("compare"), *before);
    return out;
}

} // namespace sightglass::query
