// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/scriptanswer.h"

#include <QCryptographicHash>
#include <QFile>

namespace sightglass::intake {

namespace {

std::string etagOf(const std::string& script)
{
    const auto hash = QCryptographicHash::hash(QByteArray::fromStdString(script), QCryptographicHash::Sha256);
    return '"' + hash.toHex().left(32).toStdString() + '"';
}

bool isKnown(std::string_view ifNoneMatch, std::string_view etag)
{
    return ifNoneMatch == "*" || ifNoneMatch.find(etag) != std::string_view::npos;
}

} // namespace

std::string resourceText(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

domain::Response scriptAnswer(const domain::Request& request, std::string script, std::chrono::seconds freshFor)
{
    domain::Response response{200, "application/javascript; charset=utf-8", {}, {}};
    const std::string etag = etagOf(script);
    response.headers = {{"ETag", etag}, {"Cache-Control", "public, max-age=" + std::to_string(freshFor.count())}};
    if (isKnown(domain::header(request.headers, "If-None-Match"), etag))
        response.status = 304;
    else
        response.body = std::move(script);
    return response;
}

} // namespace sightglass::intake
