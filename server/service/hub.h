// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/expected.h"
#include "core/settings.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace sightglass::service {

/// One running hub: composition root of both programs. Settings → store → pipeline → intake → HTTP → control socket.
///
/// Owner: main. Thread: the main thread, with an event loop running; a QCoreApplication must exist. `settings` and
/// `clock` must outlive it.
/// Errors of start(): Conflict (another hub runs on this data, or the address is taken), Forbidden (the data belong to
/// another user), InvalidInput (a setting that makes no sense; `where` names it), Unavailable, Corrupt, Io. After an
/// error nothing runs and nothing is held.
class Hub
{
public:
    Hub(Settings& settings, QString directory, const Clock& clock);
    ~Hub();
    Hub(const Hub&) = delete;
    Hub& operator=(const Hub&) = delete;

    [[nodiscard]] Expected<void> start();
    /// Stops listening, finishes what was begun, commits, joins: within five seconds. Harmless when it does not run.
    void stop();

    [[nodiscard]] bool isRunning() const { return d != nullptr; }
    /// Where it answers, base path included, in the order of the setting `listen`.
    [[nodiscard]] const std::vector<std::string>& urls() const { return m_urls; }
    /// An admin token for the window in the same process; lives until stop() and stands in no file.
    [[nodiscard]] QByteArray windowToken() const { return m_windowToken; }

private:
    struct Running;

    Settings& m_settings;
    const QString m_directory;
    const Clock& m_clock;
    std::unique_ptr<Running> d;
    std::vector<std::string> m_urls;
    QByteArray m_windowToken;
};

} // namespace sightglass::service
