// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"
#include "core/expected.h"
#include "gui/window/preferences.h"
#include "secrets/secretstore.h"

#include <QObject>

#include <functional>

namespace sightglass::gui {

/// Remembers the hub that lives elsewhere: its address in the preferences, its token in the keychain, or, where there
/// is none and the person said so, in a sealed file. GUI thread; owned by the program.
class ConnectionKeeper final : public QObject
{
    Q_OBJECT

public:
    template <typename T> using Done = std::function<void(Expected<T>)>;

    ConnectionKeeper(Preferences& preferences, secrets::SecretStore& keychain, secrets::SecretStore& file,
                     QObject* parent = nullptr);

    [[nodiscard]] bool hasRemote() const { return !m_preferences.remoteHub().isEmpty(); }
    /// Errors: NotFound (no token kept), Unavailable (the keychain does not open: ask again later, make nothing new).
    void load(Done<client::Connection> done);
    /// Unavailable and Forbidden mean that the keychain does not take it: the caller may ask for allowFile().
    void keep(const client::Connection& connection, Done<void> done);
    /// The person allowed a file; said so in the window from then on.
    void allowFile();
    /// The hub of this computer from now on; the remote token is removed.
    void forget();

private:
    [[nodiscard]] secrets::SecretStore& store();
    [[nodiscard]] static QString keyOf(const QString& url);

    Preferences& m_preferences;
    secrets::SecretStore& m_keychain;
    secrets::SecretStore& m_file;
};

} // namespace sightglass::gui
