// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// Who can reach a host, told from its name or address alone. Pure functions.
namespace sightglass::client {

[[nodiscard]] bool isLoopbackHost(const QString& host);
/// Whether only the own network can reach it: loopback, private ranges, names without a dot, `.local`, `.lan`,
/// `.internal` and `.home.arpa`.
[[nodiscard]] bool isPrivateHost(const QString& host);

} // namespace sightglass::client
