// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/settingvalue.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QObject>
#include <QReadWriteLock>

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace sightglass {

/// Where a value came from; a later one wins. Stored values were set through API v2 or the window: they win over the
/// built-in default only, so that what an administrator wrote in a file stays in force.
enum class SettingOrigin : std::uint8_t { Default, Stored, File, Environment, Flag };
[[nodiscard]] std::string_view name(SettingOrigin origin);

/// The effective configuration: the settings table with a value and an origin for each key (spec api §1).
///
/// Filled once at start (file, environment, flags, then stored values), afterwards only change() touches it.
/// Thread: filled on the main thread; reading and change() from any. `changed` is emitted on the changing thread.
/// Errors of everything that fills: InvalidInput, `detail` one sentence that names key, value and what is allowed.
class Settings : public QObject
{
    Q_OBJECT

public:
    Settings();

    /// A TOML file. `mustExist`: a missing file is an error (NotFound) instead of nothing.
    [[nodiscard]] Expected<void> readFile(const QString& path, bool mustExist);
    [[nodiscard]] Expected<void> readToml(const std::string& text, const QString& path);
    /// SIGHTGLASS_<KEY> and, with `openTrackNames`, the names of an OpenTrack deployment (segment §17.1).
    [[nodiscard]] Expected<void> readEnvironment(const QMap<QString, QString>& environment, bool openTrackNames);
    [[nodiscard]] Expected<void> setFlag(std::string_view key, const QString& text);
    /// Values kept in the store; what is unknown there or no longer allowed is skipped and logged.
    void readStored(const QJsonObject& stored);
    /// Checks and applies changes of API v2. All or none. Errors: InvalidInput, Conflict when a file, variable or flag
    /// pins the key. Returns what is to be kept in the store.
    [[nodiscard]] Expected<QJsonObject> change(const QJsonObject& changes);

    [[nodiscard]] SettingValue value(std::string_view key) const;
    [[nodiscard]] SettingOrigin origin(std::string_view key) const;
    /// "/etc/sightglass/sightglass.toml", "SIGHTGLASS_LISTEN", "--listen" …
    [[nodiscard]] QString originText(std::string_view key) const;

    [[nodiscard]] QString text(std::string_view key) const { return std::get<QString>(value(key)); }
    [[nodiscard]] QStringList list(std::string_view key) const { return std::get<QStringList>(value(key)); }
    [[nodiscard]] std::int64_t number(std::string_view key) const { return std::get<std::int64_t>(value(key)); }
    [[nodiscard]] bool truth(std::string_view key) const { return std::get<bool>(value(key)); }
    [[nodiscard]] std::chrono::milliseconds duration(std::string_view key) const
    {
        return std::chrono::milliseconds(number(key));
    }
    [[nodiscard]] std::vector<ListenSetting> listeners() const;

    /// One object per row of the table: key, value, default, origin, unit, allowed, … Secrets are masked.
    [[nodiscard]] QJsonArray describe() const;

Q_SIGNALS:
    void changed(const QString& key);

private:
    struct Entry
    {
        SettingValue value;
        SettingOrigin origin = SettingOrigin::Default;
        QString place;
    };
    void put(const SettingSpec& spec, SettingValue value, SettingOrigin origin, const QString& place);
    [[nodiscard]] Expected<void> take(const SettingSpec& spec, const QString& text, SettingOrigin origin,
                                      const QString& place);

    mutable QReadWriteLock m_lock;
    std::map<std::string, Entry, std::less<>> m_entries;
};

} // namespace sightglass
