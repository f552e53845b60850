// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/expected.h"
#include "core/settings.h"
#include "domain/request.h"
#include "service/hubcore.h"

#include <QJsonObject>
#include <QString>

#include <memory>

namespace sightglass::headless {

/// API v2 for a command: through the control socket when a hub runs on the data directory, else in this process, which
/// then takes the directory's lock (spec api §1).
class HubAccess
{
public:
    HubAccess(Settings& settings, QString directory, const Clock& clock);
    ~HubAccess();

    /// The answer's object; an error answer becomes its Error. `path` is below /api/v2.
    [[nodiscard]] Expected<QJsonObject> ask(domain::Method method, const QString& path, const QJsonObject& body = {},
                                            const QString& query = {});
    /// All items of a list, page by page, each handed to `item`.
    [[nodiscard]] Expected<void> each(const QString& path, const QString& query,
                                      const std::function<Expected<void>(const QJsonObject&)>& item);

private:
    [[nodiscard]] Expected<domain::Response> send(const domain::Request& request);

    Settings& m_settings;
    const QString m_directory;
    const Clock& m_clock;
    std::unique_ptr<service::HubCore> m_core;
};

/// "/projects/ID". Error: InvalidInput.
[[nodiscard]] Expected<QString> projectPath(const QString& id);
/// As a hub that runs elsewhere in the file system understands it.
[[nodiscard]] QString absolutePath(const QString& path);

} // namespace sightglass::headless
