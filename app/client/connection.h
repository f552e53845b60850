// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace sightglass::client {

/// Where a hub is and who asks. The token is a secret: it is never written to logs or settings.
struct Connection
{
    QUrl base;     ///< Address with base path, e.g. http://attic:8484 or https://example.org/stats
    QString token; ///< Bearer token
    bool operator==(const Connection&) const = default;

    [[nodiscard]] bool isValid() const { return base.isValid() && !base.host().isEmpty(); }
    /// Address of an API v2 path such as "/projects".
    [[nodiscard]] QUrl api(const QString& path) const;
    /// The same as a WebSocket address.
    [[nodiscard]] QUrl socket(const QString& path) const;
    /// Host and port for people: "attic:8484".
    [[nodiscard]] QString display() const;
};

/// What a person typed ("attic", "attic:8484", "https://example.org/stats/") as an address; http and port 8484 where
/// nothing is said. Invalid when it cannot be one.
[[nodiscard]] QUrl addressFromText(const QString& typed);

} // namespace sightglass::client
