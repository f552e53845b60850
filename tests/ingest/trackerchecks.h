// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trackerhub.h"

namespace sightglass::test {

/// A text of a column that only the tracker's records have; "" when there is none.
[[nodiscard]] std::string wireText(const domain::Event& event, std::string_view key);
[[nodiscard]] QString shown(const QJsonValue& value);
[[nodiscard]] QJsonObject readVector(const QString& path);

/// Compare with what a vector's output says; the current test fails otherwise.
void checkAnswer(const domain::Response& answer, const std::vector<domain::Event>& events, std::size_t place,
                 const QJsonObject& expected);
void checkEvent(const std::vector<domain::Event>& events, std::size_t place, QJsonObject expected);
void checkRefused(TrackerHub& hub, const QJsonObject& refused);

} // namespace sightglass::test
