// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/style/themecontroller.h"

#include <QByteArray>
#include <QObject>
#include <QSettings>
#include <QString>

namespace sightglass::gui {

/// What this person wants of the window, and where things were when it was closed. Kept by QSettings; never a secret.
/// GUI thread; one per program.
class Preferences : public QObject
{
    Q_OBJECT

public:
    explicit Preferences(QObject* parent = nullptr);
    /// For tests: a file of its own.
    explicit Preferences(const QString& file, QObject* parent = nullptr);

    [[nodiscard]] ThemeMode theme() const;
    void setTheme(ThemeMode mode);
    [[nodiscard]] int textZoom() const; ///< Percent
    void setTextZoom(int percent);
    [[nodiscard]] bool lessMotion() const;
    void setLessMotion(bool on);
    [[nodiscard]] bool systemFonts() const;
    void setSystemFonts(bool on);
    [[nodiscard]] bool letterKeys() const; ///< Single letters act outside of fields.
    void setLetterKeys(bool on);

    [[nodiscard]] bool firstRunDone() const;
    void setFirstRunDone(bool done);
    /// Empty: the hub of this computer.
    [[nodiscard]] QString remoteHub() const;
    void setRemoteHub(const QString& url);
    /// The person agreed to keep tokens in a file instead of the keychain.
    [[nodiscard]] bool fileSecrets() const;
    void setFileSecrets(bool on);
    [[nodiscard]] QString listenAddress() const;
    void setListenAddress(const QString& address);

    [[nodiscard]] QString value(const QString& key, const QString& otherwise = {}) const;
    void setValue(const QString& key, const QVariant& value);
    [[nodiscard]] QByteArray bytes(const QString& key) const;

Q_SIGNALS:
    void appearanceChanged();
    void letterKeysChanged(bool on);

private:
    [[nodiscard]] bool flag(const char* key, bool otherwise) const;
    void set(const char* key, const QVariant& value);

    QSettings m_settings;
};

} // namespace sightglass::gui
