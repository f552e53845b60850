// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/logging.h"

namespace sightglass {

Q_LOGGING_CATEGORY(lcService, "sightglass.service", QtInfoMsg)
Q_LOGGING_CATEGORY(lcHttp, "sightglass.http", QtInfoMsg)
Q_LOGGING_CATEGORY(lcIntake, "sightglass.intake", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStorage, "sightglass.storage", QtInfoMsg)
Q_LOGGING_CATEGORY(lcQuery, "sightglass.query", QtInfoMsg)
Q_LOGGING_CATEGORY(lcApi, "sightglass.api", QtInfoMsg)
Q_LOGGING_CATEGORY(lcWindow, "sightglass.window", QtInfoMsg)

} // namespace sightglass
