// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <QSslConfiguration>

#include <string>

namespace sightglass::http {

/// Reads a listener's certificate chain and key (PEM; RSA or EC) into a server configuration.
/// Errors: InvalidInput (one of the two is missing, or holds no certificate or key), Io (unreadable). `where` is the
/// file.
[[nodiscard]] Expected<QSslConfiguration> loadTls(const std::string& certificateFile, const std::string& keyFile);

} // namespace sightglass::http
