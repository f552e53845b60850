// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/problem.h"

#include "client/jsonread.h"

#include <QJsonDocument>

namespace sightglass::client {

namespace {

ErrorCode codeOfStatus(int status)
{
    switch (status) {
    case 400:
    case 422: return ErrorCode::InvalidInput;
    case 401: return ErrorCode::Unauthorized;
    case 403: return ErrorCode::Forbidden;
    case 404: return ErrorCode::NotFound;
    case 409: return ErrorCode::Conflict;
    case 413: return ErrorCode::TooLarge;
    case 415: return ErrorCode::Unsupported;
    case 429: return ErrorCode::Busy;
    case 502:
    case 503: return ErrorCode::Unavailable;
    case 504: return ErrorCode::Timeout;
    default: return ErrorCode::Internal;
    }
}

} // namespace

ErrorCode errorCode(QStringView wanted, ErrorCode otherwise)
{
    for (int i = 0; i <= int(ErrorCode::Internal); ++i) {
        if (name(ErrorCode(i)) == wanted)
            return ErrorCode(i);
    }
    return otherwise;
}

Error parseProblem(int status, const QByteArray& body)
{
    return parseProblem(status, QJsonDocument::fromJson(body).object());
}

Error parseProblem(int status, const QJsonObject& problem)
{
    const QString detail = text(problem, {"detail", "title"});
    return {errorCode(text(problem, {"code"}), codeOfStatus(status)),
            detail.isEmpty() ? QStringLiteral("the hub answered %1").arg(status) : detail, text(problem, {"pointer"})};
}

} // namespace sightglass::client
