// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QObject>

class QDBusVariant;

namespace sightglass::gui {

/// What the desktop says about appearance, read from the settings portal without blocking and watched afterwards.
/// Values are unknown until the portal answers, and stay so without one. Thread: GUI. Source:
/// org.freedesktop.portal.Settings, namespace org.freedesktop.appearance (color-scheme 1 dark, 2 light; contrast 1
/// high; reduced-motion 1 less), and org.gnome.desktop.interface enable-animations.
class SystemAppearance final : public QObject
{
    Q_OBJECT

public:
    explicit SystemAppearance(QObject* parent = nullptr);

    [[nodiscard]] std::optional<bool> prefersDark() const { return m_dark; }
    [[nodiscard]] bool wantsHighContrast() const { return m_highContrast; }
    [[nodiscard]] bool wantsLessMotion() const { return m_lessMotion; }

Q_SIGNALS:
    void changed();

public Q_SLOTS:
    /// Called by the portal; public so that D-Bus and a test can reach it.
    void settingChanged(const QString& space, const QString& key, const QDBusVariant& value);

private:
    void read(const QString& space, const QString& key);
    void take(const QString& key, const QVariant& value);

    std::optional<bool> m_dark;
    bool m_highContrast = false;
    bool m_lessMotion = false;
};

} // namespace sightglass::gui
