// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/error.h"

namespace sightglass {

QLatin1String name(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput: return QLatin1String("invalid_input");
    case ErrorCode::NotFound: return QLatin1String("not_found");
    case ErrorCode::Conflict: return QLatin1String("conflict");
    case ErrorCode::Forbidden: return QLatin1String("forbidden");
    case ErrorCode::Unauthorized: return QLatin1String("unauthorized");
    case ErrorCode::TooLarge: return QLatin1String("too_large");
    case ErrorCode::Unsupported: return QLatin1String("unsupported");
    case ErrorCode::Busy: return QLatin1String("busy");
    case ErrorCode::Unavailable: return QLatin1String("unavailable");
    case ErrorCode::Cancelled: return QLatin1String("cancelled");
    case ErrorCode::Timeout: return QLatin1String("timeout");
    case ErrorCode::Corrupt: return QLatin1String("corrupt");
    case ErrorCode::Io: return QLatin1String("io");
    case ErrorCode::Internal: break;
    }
    return QLatin1String("internal");
}

} // namespace sightglass
