// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/campaign.h"

#include <QJsonObject>
#include <QString>

namespace sightglass::api {

/// `{"id","name","utmSource",…,"slug","createdAt","links":{"web","short","bot","app"}}`; links that a campaign has not
/// are left out. `hub` is the address that short links begin with.
[[nodiscard]] QJsonObject toJson(const domain::Campaign& campaign, const QString& hub);

/// Changes `campaign` by the members of a POST or PATCH body; name, source, medium and campaign must be there
/// afterwards, and a target or a bot. Error: InvalidInput, `where` a JSON pointer.
[[nodiscard]] Expected<void> apply(const QJsonObject& body, domain::Campaign& campaign);

} // namespace sightglass::api
