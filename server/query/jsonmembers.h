// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

namespace sightglass::query {

/// Error InvalidInput at the first member that is not in the list.
[[nodiscard]] Expected<void> onlyMembers(const QJsonObject& object, const QStringList& allowed, const QString& pointer);
[[nodiscard]] Unexpected invalid(const QString& detail, const QString& pointer);
/// `key` as one step of a JSON pointer.
[[nodiscard]] QString step(const QString& key);
/// A whole number from `least` to `most`; `otherwise` when absent. Error InvalidInput at `pointer`.
[[nodiscard]] Expected<int> wholeNumber(const QJsonValue& value, int otherwise, int least, int most,
                                        const QString& pointer);

} // namespace sightglass::query
