// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace sightglass::intake {

/// Whether an address is of this machine or of a private network: loopback, link-local, 10/8, 172.16/12, 192.168/16,
/// fc00::/7. IPv4 in IPv6 is read as IPv4. Thread: any.
[[nodiscard]] bool isPrivateAddress(const std::string& address);

} // namespace sightglass::intake
