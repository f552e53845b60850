// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/firstrun/connectionkeeper.h"

namespace sightglass::gui {

ConnectionKeeper::ConnectionKeeper(Preferences& preferences, secrets::SecretStore& keychain, secrets::SecretStore& file,
                                   QObject* parent)
    : QObject(parent)
    , m_preferences(preferences)
    , m_keychain(keychain)
    , m_file(file)
{
}

secrets::SecretStore& ConnectionKeeper::store()
{
    return m_preferences.fileSecrets() ? m_file : m_keychain;
}

QString ConnectionKeeper::keyOf(const QString& url)
{
    return QStringLiteral("token:") + url;
}

void ConnectionKeeper::load(Done<client::Connection> done)
{
    const QString url = m_preferences.remoteHub();
    store().get(keyOf(url), [url, done = std::move(done)](Expected<QByteArray> token) {
        if (token)
            done(client::Connection{QUrl(url), QString::fromUtf8(*token)});
        else
            done(unexpected(token.error()));
    });
}

void ConnectionKeeper::keep(const client::Connection& connection, Done<void> done)
{
    const QString url = connection.base.toString();
    store().set(keyOf(url), connection.token.toUtf8(), [this, url, done = std::move(done)](Expected<void> kept) {
        if (kept)
            m_preferences.setRemoteHub(url);
        done(std::move(kept));
    });
}

void ConnectionKeeper::allowFile()
{
    m_preferences.setFileSecrets(true);
}

void ConnectionKeeper::forget()
{
    const QString url = m_preferences.remoteHub();
    if (url.isEmpty())
        return;
    store().remove(keyOf(url), [](const Expected<void>&) {});
    m_preferences.setRemoteHub({});
    m_preferences.setFileSecrets(false);
}

} // namespace sightglass::gui
