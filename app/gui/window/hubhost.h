// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"

#include <QObject>
#include <QStringList>

namespace sightglass::gui {

/// The hub in this process: only its life is direct, everything else goes through the API (design §2.4). GUI thread;
/// owned by the program. A window without one (a remote hub only) has a null pointer.
class HubHost : public QObject
{
    Q_OBJECT

public:
    enum class State { Stopped, Starting, Running, Failed };
    Q_ENUM(State)

    explicit HubHost(QObject* parent = nullptr);
    ~HubHost() override;

    virtual void start() = 0;
    virtual void stop() = 0;
    [[nodiscard]] virtual State state() const = 0;
    /// Where the window reaches it and with which token; valid while it runs.
    [[nodiscard]] virtual client::Connection connection() const = 0;
    [[nodiscard]] virtual QString dataDirectory() const = 0;
    /// "127.0.0.1:8484"; a change stops and starts the hub.
    [[nodiscard]] virtual QString listenAddress() const = 0;
    virtual void setListenAddress(const QString& address) = 0;
    /// Why it failed, in English, for the details of an error.
    [[nodiscard]] virtual QString problem() const = 0;

Q_SIGNALS:
    void stateChanged(sightglass::gui::HubHost::State state);
};

} // namespace sightglass::gui
