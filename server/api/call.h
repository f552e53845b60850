// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apiparts.h"
#include "domain/request.h"
#include "domain/saved.h"

#include <QJsonObject>
#include <QJsonValue>

#include <functional>
#include <vector>

namespace sightglass::api {

/// Who asks, after the token has been checked.
struct Actor
{
    QString name;
    domain::Scope scope = domain::Scope::Read;
    bool isLocal = false; ///< Came through the control socket: a command on this machine, run by the data's owner.
};

/// One request to a resource of API v2, ready to be answered.
struct Call
{
    ApiParts& parts;
    const domain::Request& request;
    const Actor& actor;
    std::vector<std::string> ids; ///< What {p}, {s} … took, in order.
    QJsonObject body;             ///< Of POST and PATCH.
    const domain::Cancellation& cancel;
};

using Answer = Expected<domain::Response>;

[[nodiscard]] domain::Response json(const QJsonObject& object, int status = 200);
[[nodiscard]] domain::Response noContent();

/// A positive decimal id; NotFound otherwise, since no such thing can exist.
[[nodiscard]] Expected<std::int64_t> parseId(const std::string& text);
[[nodiscard]] Expected<domain::Project> projectOf(const Call& call);
/// The saved item of that kind that {x} of a project's resource names. Error: NotFound.
[[nodiscard]] Expected<domain::SavedItem> savedItemOf(const Call& call, domain::SavedKind kind);
/// Writes one line of the audit log, under the actor's name.
[[nodiscard]] Expected<void> audit(const Call& call, const char* action, const QString& subject);

/// `limit` and `cursor` of a list (spec api §2).
struct Page
{
    int limit = 100;
    std::int64_t cursor = 0;
};
/// Only `limit`, for lists whose cursor is no number.
[[nodiscard]] Expected<int> limitOf(const domain::Request& request);
[[nodiscard]] Expected<Page> pageOf(const domain::Request& request);
/// `filters`, a JSON list; empty without. Error InvalidInput at /filters.
[[nodiscard]] Expected<QJsonArray> filtersOf(const domain::Request& request);
/// The items from `page.cursor` on, with `next` when there are more.
[[nodiscard]] domain::Response list(const QJsonArray& all, const Page& page);
/// The same of `count` items that are made when they are shown. Error: that of an item.
[[nodiscard]] Expected<domain::Response> list(std::int64_t count, const Page& page,
                                              const std::function<Expected<QJsonObject>(std::int64_t)>& itemAt);

[[nodiscard]] QString toQString(std::string_view text);
[[nodiscard]] QString timeText(TimePoint time);
[[nodiscard]] QString idText(std::int64_t id);

} // namespace sightglass::api
