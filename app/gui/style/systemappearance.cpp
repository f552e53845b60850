// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/style/systemappearance.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

QString service()
{
    return u"org.freedesktop.portal.Desktop"_s;
}
QString path()
{
    return u"/org/freedesktop/portal/desktop"_s;
}
QString settings()
{
    return u"org.freedesktop.portal.Settings"_s;
}

// Read wraps the value in one variant more than SettingChanged does.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

SystemAppearance::SystemAppearance(QObject* parent)
    : QObject(parent)
{
    // Asking for the session bus starts one with X11 autolaunch, which may take seconds; without an address there is
    // none to ask.
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(service(), path(), settings(), u"SettingChanged"_s, this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
    const QString appearance = u"org.freedesktop.appearance"_s;
    read(appearance, u"color-scheme"_s);
    read(appearance, u"contrast"_s);
    read(appearance, u"reduced-motion"_s);
    read(u"org.gnome.desktop.interface"_s, u"enable-animations"_s);
}

void SystemAppearance::read(const QString& space, const QString& key)
{
    QDBusMessage call = QDBusMessage::createMethodCall(service(), path(), settings(), u"Read"_s);
    call << space << key;
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, key](QDBusPendingCallWatcher* finished) {
        const QDBusPendingReply<QDBusVariant> reply = *finished;
        if (!reply.isError())
            take(key, unwrapped(reply.value().variant()));
        finished->deleteLater();
    });
}

void SystemAppearance::settingChanged(const QString& space, const QString& key, const QDBusVariant& value)
{
    if (space == u"org.freedesktop.appearance" || space == u"org.gnome.desktop.interface")
        take(key, unwrapped(value.variant()));
}

void SystemAppearance::take(const QString& key, const QVariant& value)
{
    const auto before = std::tuple(m_dark, m_highContrast, m_lessMotion);
    if (key == u"color-scheme") {
        const uint scheme = value.toUInt();
        m_dark = scheme == 0 ? std::optional<bool>() : std::optional(scheme == 1);
    } else if (key == u"contrast") {
        m_highContrast = value.toUInt() == 1;
    } else if (key == u"reduced-motion") {
        m_lessMotion = value.toUInt() == 1;
    } else if (key == u"enable-animations") {
        m_lessMotion = !value.toBool();
    }
    if (before != std::tuple(m_dark, m_highContrast, m_lessMotion))
        Q_EMIT changed();
}

} // namespace sightglass::gui
