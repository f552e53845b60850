// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace sightglass {

enum class SettingType : std::uint8_t { Text, TextList, Integer, Bytes, Duration, Boolean, Choice, Listeners };
/// Which program reads it: the desktop program, the headless one, or both.
enum class SettingScope : std::uint8_t { App, Daemon, Both };

/// One row of the settings table. Numbers of type Bytes are bytes, of type Duration milliseconds; `unit` is what a bare
/// number means ("s" makes `query_timeout = 30` half a minute).
struct SettingSpec
{
    std::string_view key;
    SettingType type = SettingType::Text;
    std::string_view unit;
    std::string_view fallback; ///< The default, spelled as in the environment.
    SettingScope scope = SettingScope::Both;
    bool needsRestart = true;
    std::string_view allowed; ///< For Choice: the words with '|' between; else a phrase for people.
    std::string_view help;
    std::int64_t least = 0; ///< Of Integer, Bytes, Duration.
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    bool isSecret = false; ///< Masked wherever settings are shown.
};

/// Every setting of the hub, in the order in which they are shown. Adding a row here is all it takes to have it in the
/// file, the environment, `sightglassd config` and API v2.
[[nodiscard]] std::span<const SettingSpec> settingsTable();
[[nodiscard]] const SettingSpec* findSetting(std::string_view key);

[[nodiscard]] std::string_view name(SettingType type);
[[nodiscard]] std::string_view name(SettingScope scope);

} // namespace sightglass
