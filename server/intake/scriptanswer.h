// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"

#include <QString>

#include <string>

namespace sightglass::intake {

/// The text of a file built into the program; "" when there is none.
[[nodiscard]] std::string resourceText(const QString& path);

/// A script as pages get it: with a tag, so that whoever has it already is told 304, and fresh for five minutes.
[[nodiscard]] domain::Response scriptAnswer(const domain::Request& request, std::string script);

} // namespace sightglass::intake
