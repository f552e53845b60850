// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace sightglass::headless {

/// Turns SIGTERM and SIGINT into a signal of Qt's kind while it lives. One at a time; main thread.
class SignalWatcher : public QObject
{
    Q_OBJECT

public:
    SignalWatcher();
    ~SignalWatcher() override;
    [[nodiscard]] bool wasAsked() const { return m_wasAsked; }

Q_SIGNALS:
    void asked();

private:
    int m_pipe[2] = {-1, -1};
    bool m_wasAsked = false;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace sightglass::headless
