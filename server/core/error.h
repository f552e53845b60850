// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sightglass {

/// What went wrong, as a closed list. Layers translate codes, never texts: `server/api` maps them to HTTP status,
/// pages of the window to sentences for people.
enum class ErrorCode {
    InvalidInput, ///< The caller sent something that cannot be understood; tell them, do not retry.
    NotFound,     ///< The thing named does not exist.
    Conflict,     ///< It exists already, or somebody else holds it.
    Forbidden,    ///< Known caller, not allowed.
    Unauthorized, ///< Unknown caller.
    TooLarge,     ///< A limit in bytes or items was passed.
    Unsupported,  ///< An encoding, version or feature that is not there.
    Busy,         ///< A bounded queue is full; try again later.
    Unavailable,  ///< The store cannot be written (disk full, shutting down); try again later.
    Cancelled,    ///< The caller went away or asked to stop.
    Timeout,      ///< The time allowed ran out.
    Corrupt,      ///< Stored bytes do not mean what they should.
    Io,           ///< The operating system refused.
    Internal      ///< A bug of ours.
};

/// One failure: a code to act on, an English sentence for the log, and the place it concerns (a key, field or path).
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString detail;
    QString where;

    bool operator==(const Error&) const = default;
};

/// The name of a code as it stands in logs and API answers, e.g. "not_found".
[[nodiscard]] QLatin1String name(ErrorCode code);

} // namespace sightglass
