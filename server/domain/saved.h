// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/ids.h"

#include <QJsonObject>

#include <optional>
#include <string>
#include <string_view>

namespace sightglass {
using SavedId = Id<struct SavedTag>;
}

namespace sightglass::domain {

/// What a person saves in a project (metrics §2): a condition, filters, a whole question, a mark in time, a set of
/// people, a number of their own (openmetrics §13.1), a counted picture (sierra §10.6), an
/// event that pages send by themselves (opentrace §2.3).
enum class SavedKind : std::uint8_t { Goal, Segment, Report, Annotation, Cohort, Metric, Pixel, Rule };

/// One saved thing. Row of table `saved`; `body` holds the members of its kind as API v2 shows them:
/// goal {condition}, segment {filters, frozen?}, report {query, view?}, annotation {at, text?}, cohort {did, times?,
/// range | from, to}, metric {type, unit?, desc?, order?, and one of question, formula with bindings, data with key,
/// request with pulled, script}, pixel {pixelId, eventName, metadata}, rule {trigger, selector, source?}.
struct SavedItem
{
    SavedId id;
    ProjectId project;
    SavedKind kind = SavedKind::Goal;
    std::string name;
    QJsonObject body;
    TimePoint createdAt{};
    TimePoint changedAt{};
    bool operator==(const SavedItem&) const = default;
};

[[nodiscard]] std::string_view name(SavedKind);
[[nodiscard]] std::optional<SavedKind> parseSavedKind(std::string_view);

} // namespace sightglass::domain
