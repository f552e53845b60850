// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/problem.h"

#include <QJsonDocument>

namespace sightglass::api {

namespace {

struct Row
{
    ErrorCode code;
    int status;
    const char* title;
};

constexpr Row kRows[] = {
    {ErrorCode::InvalidInput, 400, "The request cannot be understood"},
    {ErrorCode::NotFound, 404, "There is no such thing"},
    {ErrorCode::Conflict, 409, "It is in use already"},
    {ErrorCode::Forbidden, 403, "The token does not allow this"},
    {ErrorCode::Unauthorized, 401, "A token is needed"},
    {ErrorCode::TooLarge, 413, "The request is too large"},
    {ErrorCode::Unsupported, 415, "This is not supported"},
    {ErrorCode::Busy, 503, "The hub is busy"},
    {ErrorCode::Unavailable, 503, "The store cannot be written"},
    {ErrorCode::Cancelled, 504, "The question was stopped"},
    {ErrorCode::Timeout, 504, "The question took too long"},
    {ErrorCode::Corrupt, 500, "Stored data is damaged"},
    {ErrorCode::Io, 500, "The system refused"},
    {ErrorCode::Internal, 500, "The hub made a mistake"},
};

const Row& rowOf(ErrorCode code)
{
    for (const Row& row : kRows) {
        if (row.code == code)
            return row;
    }
    return kRows[std::size(kRows) - 1];
}

QString pointerTo(const QString& where)
{
    return where.isEmpty() || where.startsWith(u'/') ? where : u'/' + where;
}

} // namespace

int httpStatus(ErrorCode code)
{
    return rowOf(code).status;
}

QJsonObject problemBody(const Error& error)
{
    const Row& row = rowOf(error.code);
    QJsonObject body{{QStringLiteral("type"), QStringLiteral("about:blank")},
                     {QStringLiteral("title"), QString::fromLatin1(row.title)},
                     {QStringLiteral("status"), row.status},
                     {QStringLiteral("detail"), error.detail},
                     {QStringLiteral("code"), QString(name(error.code))}};
    if (!error.where.isEmpty())
        body.insert(QStringLiteral("pointer"), pointerTo(error.where));
    return body;
}

domain::Response problem(const Error& error)
{
    const Row& row = rowOf(error.code);
    domain::Response out;
    out.status = row.status;
    out.contentType = "application/problem+json";
    out.body = QJsonDocument(problemBody(error)).toJson(QJsonDocument::Compact).toStdString();
    if (row.status == 401)
        out.headers.emplace_back("WWW-Authenticate", "Bearer");
    if (row.status == 503)
        out.headers.emplace_back("Retry-After", "5");
    return out;
}

} // namespace sightglass::api
