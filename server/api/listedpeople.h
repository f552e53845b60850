// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/call.h"

#include <QJsonArray>

namespace sightglass::api {

/// The people of a list as a group that stays (openmetrics §8.5 c, §12.9).
struct ListedPeople
{
    QJsonArray filters; ///< One filter that lists them: by user id, or by anonymous id who has none.
    qint64 leftOut = 0; ///< They have neither.
};

/// Asks a description of kind `people` or `funnel_people` page by page. Errors: InvalidInput (another kind; nobody with
/// an id is listed), TooLarge (more ids than a filter may list), those of a question; pointers are below /people.
[[nodiscard]] Expected<ListedPeople> listedPeople(const Call& call, const domain::Project& project,
                                                  const QJsonObject& description);

} // namespace sightglass::api
