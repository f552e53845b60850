// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings.h"

#include "core/enumnames.h"
#include "core/logging.h"

namespace sightglass {

namespace {

using namespace std::string_view_literals;

constexpr std::array kOrigins{"default"sv, "stored"sv, "file"sv, "environment"sv, "flag"sv};
/// Read by the commands themselves, not settings.
constexpr std::array kReservedVariables{QLatin1String("SIGHTGLASS_DATA"), QLatin1String("SIGHTGLASS_CONFIG")};

QString knownKeys()
{
    QStringList keys;
    for (const SettingSpec& spec : settingsTable())
        keys.append(QString::fromUtf8(spec.key));
    return keys.join(QStringLiteral(", "));
}

} // namespace

std::string_view name(SettingOrigin origin)
{
    return enumName(origin, kOrigins);
}

Settings::Settings()
{
    for (const SettingSpec& spec : settingsTable()) {
        const Expected<SettingValue> value = parseSetting(spec, QString::fromUtf8(spec.fallback));
        Q_ASSERT_X(value.has_value(), "settings table", spec.key.data());
        put(spec, *value, SettingOrigin::Default, QStringLiteral("built in"));
    }
}

Expected<void> Settings::readEnvironment(const QMap<QString, QString>& environment, bool openTrackNames)
{
    if (openTrackNames) {
        for (const auto& [variable, key] :
             {std::pair("WRITE_KEY", "write_key"), std::pair("CORS_ALLOWED_ORIGINS", "cors_allowed_origins")}) {
            const auto found = environment.constFind(QString::fromLatin1(variable));
            if (found == environment.cend())
                continue;
            if (Expected<void> taken = take(*findSetting(key), *found, SettingOrigin::Environment, found.key()); !taken)
                return taken;
        }
    }
    const QLatin1String prefix("SIGHTGLASS_");
    for (auto it = environment.cbegin(); it != environment.cend(); ++it) {
        const bool reserved =
            std::find(kReservedVariables.begin(), kReservedVariables.end(), it.key()) != kReservedVariables.end();
        if (!it.key().startsWith(prefix) || reserved)
            continue;
        const SettingSpec* spec = findSetting(it.key().mid(prefix.size()).toLower().toStdString());
        if (!spec)
            return unexpected(ErrorCode::InvalidInput,
                              QStringLiteral("the variable %1 (\"%2\") names no setting; known are: %3")
                                  .arg(it.key(), it.value(), knownKeys()),
                              it.key());
        if (Expected<void> taken = take(*spec, it.value(), SettingOrigin::Environment, it.key()); !taken)
            return taken;
    }
    return {};
}

Expected<void> Settings::setFlag(std::string_view key, const QString& text)
{
    const SettingSpec* spec = findSetting(key);
    if (!spec)
        return unexpected(ErrorCode::InvalidInput,
                          QStringLiteral("there is no setting \"%1\"").arg(QString::fromUtf8(key)),
                          QString::fromUtf8(key));
    return take(*spec, text, SettingOrigin::Flag, QStringLiteral("--") + QString::fromUtf8(key).replace(u'_', u'-'));
}

void Settings::readStored(const QJsonObject& stored)
{
    for (auto it = stored.begin(); it != stored.end(); ++it) {
        const SettingSpec* spec = findSetting(it.key().toStdString());
        if (!spec || origin(spec->key) > SettingOrigin::Stored)
            continue;
        if (const Expected<SettingValue> value = parseSetting(*spec, it.value()))
            put(*spec, *value, SettingOrigin::Stored, QStringLiteral("stored"));
        else
            qCWarning(lcService).noquote() << "a stored setting is skipped:" << value.error().detail;
    }
}

Expected<QJsonObject> Settings::change(const QJsonObject& changes)
{
    std::vector<std::pair<const SettingSpec*, SettingValue>> checked;
    QJsonObject kept;
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        const SettingSpec* spec = findSetting(it.key().toStdString());
        if (!spec)
            return unexpected(ErrorCode::InvalidInput,
                              QStringLiteral("there is no setting \"%1\"; known are: %2").arg(it.key(), knownKeys()),
                              it.key());
        if (origin(spec->key) > SettingOrigin::Stored)
            return unexpected(ErrorCode::Conflict,
                              QStringLiteral("%1 is set by %2; change it there").arg(it.key(), originText(spec->key)),
                              it.key());
        Expected<SettingValue> value = parseSetting(*spec, it.value());
        if (!value)
            return unexpected(value.error());
        kept.insert(it.key(), settingJson(*spec, *value));
        checked.emplace_back(spec, std::move(*value));
    }
    for (auto& [spec, value] : checked) {
        put(*spec, std::move(value), SettingOrigin::Stored, QStringLiteral("stored"));
        Q_EMIT changed(QString::fromUtf8(spec->key));
    }
    return kept;
}

SettingValue Settings::value(std::string_view key) const
{
    const QReadLocker lock(&m_lock);
    const auto found = m_entries.find(key);
    Q_ASSERT_X(found != m_entries.end(), "Settings::value", "no such key");
    return found->second.value;
}

SettingOrigin Settings::origin(std::string_view key) const
{
    const QReadLocker lock(&m_lock);
    return m_entries.find(key)->second.origin;
}

QString Settings::originText(std::string_view key) const
{
    const QReadLocker lock(&m_lock);
    return m_entries.find(key)->second.place;
}

std::vector<ListenSetting> Settings::listeners() const
{
    std::vector<ListenSetting> out;
    for (const QString& item : list("listen")) {
        if (Expected<ListenSetting> parsed = parseListenSetting(item))
            out.push_back(std::move(*parsed));
    }
    return out;
}

QJsonArray Settings::describe() const
{
    QJsonArray out;
    for (const SettingSpec& spec : settingsTable()) {
        const SettingValue current = value(spec.key);
        const bool masked = spec.isSecret && !settingText(spec, current).isEmpty();
        QJsonObject row{
            {QStringLiteral("key"), QString::fromUtf8(spec.key)},
            {QStringLiteral("value"), masked ? QJsonValue(QStringLiteral("••••••")) : settingJson(spec, current)},
            {QStringLiteral("default"), settingJson(spec, *parseSetting(spec, QString::fromUtf8(spec.fallback)))},
            {QStringLiteral("origin"), QString::fromUtf8(name(origin(spec.key)))},
            {QStringLiteral("from"), originText(spec.key)},
            {QStringLiteral("type"), QString::fromUtf8(name(spec.type))},
            {QStringLiteral("scope"), QString::fromUtf8(name(spec.scope))},
            {QStringLiteral("needsRestart"), spec.needsRestart},
            {QStringLiteral("allowed"), QString::fromUtf8(spec.allowed)},
            {QStringLiteral("help"), QString::fromUtf8(spec.help)}};
        if (!spec.unit.empty())
            row.insert(QStringLiteral("unit"), QString::fromUtf8(spec.unit));
        out.append(row);
    }
    return out;
}

void Settings::put(const SettingSpec& spec, SettingValue value, SettingOrigin origin, const QString& place)
{
    const QWriteLocker lock(&m_lock);
    m_entries.insert_or_assign(std::string(spec.key), Entry{std::move(value), origin, place});
}

Expected<void> Settings::take(const SettingSpec& spec, const QString& text, SettingOrigin origin, const QString& place)
{
    Expected<SettingValue> value = parseSetting(spec, text);
    if (!value) {
        Error error = value.error();
        error.detail += QStringLiteral(" (from %1)").arg(place);
        return unexpected(std::move(error));
    }
    put(spec, std::move(*value), origin, place);
    return {};
}

} // namespace sightglass
