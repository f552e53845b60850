// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::sierra {

/// "Mon, 23 Nov 2026 00:00:00 GMT" (RFC 9110 §5.6.7). Thread: any.
[[nodiscard]] std::string formatHttpDate(std::chrono::sys_seconds time);
/// Reads any of the three forms of RFC 9110 §5.6.7; nothing for every other text. The name of the day is not compared.
[[nodiscard]] std::optional<std::chrono::sys_seconds> parseHttpDate(std::string_view text);

} // namespace sightglass::ingest::sierra
