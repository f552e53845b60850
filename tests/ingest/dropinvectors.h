// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/request.h"
#include "pipeline/pipeline.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::test {

/// What the runners of plausible and umami vectors share; tests/vectors/README.md says what a case holds.
struct DropInCase
{
    QJsonObject in;
    QJsonObject out;
};
/// The cases of a folder of tests/vectors, in the order of their names; those marked `gate` run over a socket only.
[[nodiscard]] std::vector<DropInCase> dropInCases(const QString& folder);

/// A request as the gate hands it on, with its row of the route table. `at` is when it arrives, `address` where from,
/// `private` that its sender has authority.
[[nodiscard]] domain::Request routedRequest(const QJsonObject& in);

/// With reference data and daily secrets: browsers, bots and visitors are known.
[[nodiscard]] pipeline::PipelineParts wholePipeline();

using RouteHandlers = std::vector<std::pair<std::string_view, domain::Handler>>;
/// The answer of the handler of the request's route; status 0 when it has none or did not answer.
[[nodiscard]] domain::Response answerOf(const RouteHandlers& handlers, domain::Request request);

/// What is different from the expected answer or events; "" when nothing is. An event may have more members than the
/// expected one, but its maps are compared whole.
[[nodiscard]] QString difference(const domain::Response& answer, const QJsonObject& expected);
[[nodiscard]] QString difference(const std::vector<domain::Event>& events, const QJsonArray& expected);

} // namespace sightglass::test
