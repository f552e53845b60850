// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/preferences.h"

namespace sightglass::gui {

namespace {
constexpr char kTheme[] = "appearance/theme";
constexpr char kZoom[] = "appearance/textZoom";
constexpr char kLessMotion[] = "appearance/lessMotion";
constexpr char kSystemFonts[] = "appearance/systemFonts";
constexpr char kLetterKeys[] = "keys/letters";
constexpr char kFirstRunDone[] = "firstRun/done";
constexpr char kRemoteHub[] = "hub/remote";
constexpr char kFileSecrets[] = "hub/secretsInFile";
constexpr char kListen[] = "hub/listen";
} // namespace

Preferences::Preferences(QObject* parent)
    : QObject(parent)
{
}
Preferences::Preferences(const QString& file, QObject* parent)
    : QObject(parent)
    , m_settings(file, QSettings::IniFormat)
{
}

bool Preferences::flag(const char* key, bool otherwise) const
{
    return m_settings.value(QLatin1String(key), otherwise).toBool();
}

void Preferences::set(const char* key, const QVariant& value)
{
    m_settings.setValue(QLatin1String(key), value);
}

ThemeMode Preferences::theme() const
{
    const QString word = value(QLatin1String(kTheme), QStringLiteral("system"));
    if (word == QStringLiteral("light"))
        return ThemeMode::Light;
    return word == QStringLiteral("dark") ? ThemeMode::Dark : ThemeMode::System;
}

void Preferences::setTheme(ThemeMode mode)
{
    const char* words[] = {"system", "light", "dark"};
    set(kTheme, QString::fromLatin1(words[int(mode)]));
    Q_EMIT appearanceChanged();
}

int Preferences::textZoom() const
{
    return m_settings.value(QLatin1String(kZoom), 100).toInt();
}

void Preferences::setTextZoom(int percent)
{
    set(kZoom, std::clamp(percent, 80, 200));
    Q_EMIT appearanceChanged();
}

bool Preferences::lessMotion() const
{
    return flag(kLessMotion, false);
}
void Preferences::setLessMotion(bool on)
{
    set(kLessMotion, on);
    Q_EMIT appearanceChanged();
}

bool Preferences::systemFonts() const
{
    return flag(kSystemFonts, false);
}
void Preferences::setSystemFonts(bool on)
{
    set(kSystemFonts, on);
    Q_EMIT appearanceChanged();
}

bool Preferences::letterKeys() const
{
    return flag(kLetterKeys, true);
}
void Preferences::setLetterKeys(bool on)
{
    set(kLetterKeys, on);
    Q_EMIT letterKeysChanged(on);
}

bool Preferences::firstRunDone() const
{
    return flag(kFirstRunDone, false);
}
void Preferences::setFirstRunDone(bool done)
{
    set(kFirstRunDone, done);
}
QString Preferences::remoteHub() const
{
    return value(QLatin1String(kRemoteHub));
}
void Preferences::setRemoteHub(const QString& url)
{
    set(kRemoteHub, url);
}
bool Preferences::fileSecrets() const
{
    return flag(kFileSecrets, false);
}
void Preferences::setFileSecrets(bool on)
{
    set(kFileSecrets, on);
}
QString Preferences::listenAddress() const
{
    return value(QLatin1String(kListen), QStringLiteral("127.0.0.1:8484"));
}
void Preferences::setListenAddress(const QString& address)
{
    set(kListen, address);
}

QString Preferences::value(const QString& key, const QString& otherwise) const
{
    return m_settings.value(key, otherwise).toString();
}

void Preferences::setValue(const QString& key, const QVariant& value)
{
    m_settings.setValue(key, value);
}

QByteArray Preferences::bytes(const QString& key) const
{
    return m_settings.value(key).toByteArray();
}

} // namespace sightglass::gui
