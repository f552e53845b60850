// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/scriptanswer.h"

#include "intake/gzip.h"

#include <QCryptographicHash>
#include <QFile>

namespace sightglass::intake {

namespace {

std::string etagOf(const std::string& script, std::string_view ending)
{
    const auto hash = QCryptographicHash::hash(QByteArray::fromStdString(script), QCryptographicHash::Sha256);
    return '"' + hash.toHex().left(32).toStdString().append(ending);
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
    const bool compresses = takesGzip(domain::header(request.headers, "Accept-Encoding"));
    const std::string etag = etagOf(script, compresses ? "-gz\"" : "\"");
    domain::Response response{200, "application/javascript; charset=utf-8", {}, {}};
    response.headers = {{"ETag", etag},
                        {"Cache-Control", "public, max-age=" + std::to_string(freshFor.count())},
                        {"Vary", "Accept-Encoding"}};
    if (isKnown(domain::header(request.headers, "If-None-Match"), etag)) {
        response.status = 304;
        return response;
    }
    if (compresses)
        response.body = gzipped(script);
    if (response.body.empty())
        response.body = std::move(script);
    else
        response.headers.emplace_back("Content-Encoding", "gzip");
    return response;
}

} // namespace sightglass::intake
