// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "core/settingspec.h"

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <chrono>
#include <variant>

namespace sightglass {

/// A checked value: text, list, number (bytes or milliseconds where the type says so) or truth.
using SettingValue = std::variant<QString, QStringList, std::int64_t, bool>;

/// One address to listen on, taken apart.
struct ListenSetting
{
    QString address; ///< IP address or name; "unix:/path" for a local socket.
    int port = 0;
    QString certificate;
    QString key;
    bool isPrivate = false;
    bool isRedirect = false;
    bool operator==(const ListenSetting&) const = default;
};

/// Reads a value as it is written in the environment, on the command line or in a file. Lists have commas between.
/// Error: InvalidInput; `detail` names key, value and what is allowed, `where` is the key.
[[nodiscard]] Expected<SettingValue> parseSetting(const SettingSpec& spec, const QString& text);
/// The same for a value of API v2.
[[nodiscard]] Expected<SettingValue> parseSetting(const SettingSpec& spec, const QJsonValue& json);
[[nodiscard]] Expected<ListenSetting> parseListenSetting(const QString& text);

/// As parseSetting() reads it again: "64MiB", "30s", "full".
[[nodiscard]] QString settingText(const SettingSpec& spec, const SettingValue& value);
[[nodiscard]] QJsonValue settingJson(const SettingSpec& spec, const SettingValue& value);

} // namespace sightglass
