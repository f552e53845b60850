// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/settings.h"
#include "gui/window/hubhost.h"

#include <memory>

namespace sightglass::service {
class Hub;
}

namespace sightglass::gui {

/// The hub inside this process. It answers on threads of its own; this only starts and stops it. A start begins with
/// the event loop's next turn, so that the window is painted first. GUI thread; owned by the program.
class EmbeddedHub final : public HubHost
{
    Q_OBJECT

public:
    /// `listen` as in "127.0.0.1:8484", "" leaves it to configuration file and environment.
    EmbeddedHub(QString dataDirectory, QString listen, QObject* parent = nullptr);
    ~EmbeddedHub() override;

    void start() override;
    void stop() override;
    [[nodiscard]] State state() const override { return m_state; }
    [[nodiscard]] client::Connection connection() const override;
    [[nodiscard]] QString dataDirectory() const override { return m_directory; }
    [[nodiscard]] QString listenAddress() const override { return m_listen; }
    void setListenAddress(const QString& address) override;
    [[nodiscard]] QString problem() const override { return m_problem; }
    /// Another hub runs on this data, or the address is taken.
    [[nodiscard]] bool isConflict() const { return m_isConflict; }

private:
    void startNow();
    [[nodiscard]] Expected<void> configure();
    void fail(const Error& error);
    void setState(State state);

    const QString m_directory;
    QString m_listen;
    SystemClock m_clock;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<service::Hub> m_hub;
    State m_state = State::Stopped;
    QString m_problem;
    bool m_isConflict = false;
};

} // namespace sightglass::gui
