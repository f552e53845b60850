// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"

#include <QString>

#include <chrono>
#include <string>

namespace sightglass::intake {

/// The text of a file built into the program; "" when there is none.
[[nodiscard]] std::string resourceText(const QString& path);

/// A script as pages get it: compressed for those that take it, with a tag, so that whoever has it already is told 304,
/// and fresh for a while.
[[nodiscard]] domain::Response scriptAnswer(const domain::Request& request, std::string script,
                                            std::chrono::seconds freshFor = std::chrono::minutes(5));

} // namespace sightglass::intake
