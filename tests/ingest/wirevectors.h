// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/livefeed.h"
#include "domain/request.h"

#include <QJsonObject>
#include <QString>

#include <functional>
#include <vector>

namespace sightglass::test {

/// One case of a folder of vectors: what is sent, and what must come of it.
struct WireVector
{
    QString origin;
    QJsonObject in;
    QJsonObject out;
};

/// The cases of a folder below tests/vectors; without those that need the HTTP layer (`gate`).
[[nodiscard]] std::vector<WireVector> wireVectors(const QString& folder);

/// A request of a case as the gate hands it on: `method`, `target`, `headers`, a body as `json`, `body` (text),
/// `base64` (bytes) or `bomb` (so many zeros in gzip), `received`, `private`. Its row is found in the route table.
[[nodiscard]] domain::Request wireRequest(const QJsonObject& in);

/// A case's setup in which the source has a public id, unless the case names another.
[[nodiscard]] QJsonObject withSourceId(QJsonObject setup, const QString& member, const QString& id);

/// Hands a request to the handler of its row and gives the answer; status 0 when nobody answered.
[[nodiscard]] domain::Response answerOf(const std::vector<std::pair<std::string_view, domain::Handler>>& handlers,
                                        domain::Request request);

/// "" when the answer is as expected (`status`, `equals`, `contains`, `has`, `body`, `bytes`, `contentType`,
/// `headers`), else what is wrong.
[[nodiscard]] QString faultOf(const domain::Response& answer, const QJsonObject& expected);

/// The same for stored events: members under the names of the export (spec api §1), null = absent, others may be
/// anything; `properties` and `warnings` are compared whole. `exception_is` is the exception as an object; `raw_lacks`
/// and `raw_properties_lack` name members that the event as sent must not have.
[[nodiscard]] QString faultOf(const domain::Event& event, const QJsonObject& expected);
[[nodiscard]] QString faultOf(const std::vector<domain::Event>& events, const QJsonArray& expected);

/// The same for refusals, of which the reasons are compared.
[[nodiscard]] QString faultOf(const std::vector<domain::Rejection>& rejections, const QJsonArray& expected);

} // namespace sightglass::test
