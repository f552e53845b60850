// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "core/jobs.h"
#include "domain/project.h"

#include <QJsonObject>
#include <QString>

namespace sightglass::api {

[[nodiscard]] QJsonObject toJson(const domain::Project& project);
/// `address`: what absolute addresses begin with, e.g. "https://example.org/stats"; for the DSN.
[[nodiscard]] QJsonObject toJson(const domain::Source& source, const QString& address);
[[nodiscard]] QJsonObject toJson(const domain::Token& token);
[[nodiscard]] QJsonObject toJson(const JobState& job);

/// Changes `project` by the members of a POST or PATCH body. Errors: InvalidInput, `where` a JSON pointer; a member
/// that is not known or not writable is an error too.
[[nodiscard]] Expected<void> apply(const QJsonObject& body, domain::Project& project);
[[nodiscard]] Expected<void> apply(const QJsonObject& body, domain::Source& source);
[[nodiscard]] Expected<void> apply(const QJsonObject& body, domain::Token& token);

} // namespace sightglass::api
