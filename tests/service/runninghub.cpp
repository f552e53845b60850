// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/runninghub.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkReply>

#include <memory>

namespace sightglass::test {

RunningHub::RunningHub(const QString& directory, const Clock* clock)
    : m_hub(settings, directory, clock ? *clock : m_clock)
{
    const Expected<void> flag = settings.setFlag("listen", QStringLiteral("127.0.0.1:0"));
    Q_ASSERT(flag.has_value());
}

Reply RunningHub::api(const QByteArray& verb, const QString& path, const QJsonObject& body)
{
    QNetworkRequest request{QUrl(url(QStringLiteral("/api/v2") + path))};
    request.setRawHeader("Authorization", "Bearer " + token());
    return send(request, verb, body);
}

Reply RunningHub::segment(const QString& path, const QByteArray& key, const QJsonObject& body)
{
    QNetworkRequest request{QUrl(url(path))};
    request.setRawHeader("Authorization", "Basic " + QByteArray(key + ':').toBase64());
    return send(request, "POST", body);
}

Reply RunningHub::openMetrics(const QString& call, const QJsonObject& payload)
{
    const QByteArray text = QJsonDocument(payload).toJson(QJsonDocument::Compact);
    QNetworkRequest request{
        QUrl(url(QStringLiteral("/v1/%1?q=%2").arg(call, QString::fromLatin1(text.toPercentEncoding()))))};
    return send(request, "GET");
}

Reply RunningHub::send(QNetworkRequest& request, const QByteArray& verb, const QJsonObject& body)
{
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    return raw(request, verb, body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact));
}

Reply RunningHub::raw(const QNetworkRequest& request, const QByteArray& verb, const QByteArray& body)
{
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, verb, body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    const QByteArray text = reply->readAll();
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), QJsonDocument::fromJson(text).object(),
            text};
}

} // namespace sightglass::test
