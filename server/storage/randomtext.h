// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace sightglass::storage {

inline constexpr std::string_view kLettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// So many characters of an alphabet, from the system's source of randomness. Thread: any.
[[nodiscard]] std::string randomText(std::string_view alphabet, int length);

} // namespace sightglass::storage
