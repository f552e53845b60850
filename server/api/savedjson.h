// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/saved.h"

#include <QJsonObject>
#include <QString>

#include <string>
#include <vector>

namespace sightglass::api {

/// `{"id","name",…members of the kind…,"createdAt","changedAt"}`
[[nodiscard]] QJsonObject toJson(const domain::SavedItem& item);

/// Body of a pixel that says nothing about itself yet.
[[nodiscard]] QJsonObject newPixel(const std::string& pixelId);

/// Changes `item` by the members of a POST or PATCH body; what its kind needs must be there afterwards.
/// Error: InvalidInput, `where` a JSON pointer. Questions inside are not checked here: see questionsOf().
[[nodiscard]] Expected<void> apply(const QJsonObject& body, domain::SavedItem& item);

/// A description (spec api §4) that can be read exactly when what the item holds can be.
struct SavedQuestion
{
    QJsonObject description;
    QString pointerThere; ///< Where the item's own part stands in it.
    QString pointerHere;  ///< Where that part stands in the item.

    /// An error about the description as one about the item.
    [[nodiscard]] Error inTermsOfItem(Error error) const;
};
/// None for annotations; a metric may ask several.
[[nodiscard]] std::vector<SavedQuestion> questionsOf(const domain::SavedItem& item);

} // namespace sightglass::api
