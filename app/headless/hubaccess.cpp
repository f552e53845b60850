// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless/hubaccess.h"

#include "service/controlsocket.h"
#include "service/localhandler.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

namespace sightglass::headless {

namespace {

Error errorOf(const domain::Response& response)
{
    const QJsonObject problem = QJsonDocument::fromJson(QByteArray::fromStdString(response.body)).object();
    const QString code = problem.value(QStringLiteral("code")).toString();
    Error error{
        ErrorCode::Internal,
        problem.value(QStringLiteral("detail")).toString(QStringLiteral("the hub answered %1").arg(response.status)),
        problem.value(QStringLiteral("pointer")).toString()};
    for (int i = 0; i <= int(ErrorCode::Internal); ++i) {
        if (name(ErrorCode(i)) == code)
            error.code = ErrorCode(i);
    }
    if (!error.where.isEmpty())
        error.detail += QStringLiteral(" (at %1)").arg(error.where);
    return error;
}

} // namespace

HubAccess::HubAccess(Settings& settings, QString directory, const Clock& clock)
    : m_settings(settings)
    , m_directory(std::move(directory))
    , m_clock(clock)
{
}

HubAccess::~HubAccess() = default;

Expected<QJsonObject> HubAccess::ask(domain::Method method, const QString& path, const QJsonObject& body,
                                     const QString& query)
{
    domain::Request request;
    request.method = method;
    request.path = "/api/v2" + path.toStdString();
    request.query = query.toStdString();
    request.receivedAt = m_clock.now();
    if (method == domain::Method::Post || method == domain::Method::Patch)
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString();
    const Expected<domain::Response> response = send(request);
    if (!response)
        return unexpected(response.error());
    if (response->status >= 400)
        return unexpected(errorOf(*response));
    return QJsonDocument::fromJson(QByteArray::fromStdString(response->body)).object();
}

Expected<void> HubAccess::each(const QString& path, const QString& query,
                               const std::function<Expected<void>(const QJsonObject&)>& item)
{
    QString cursor;
    do {
        QString page =
            QStringLiteral("limit=1000") + (cursor.isEmpty() ? QString() : QStringLiteral("&cursor=") + cursor);
        if (!query.isEmpty())
            page += u'&' + query;
        const Expected<QJsonObject> answer = ask(domain::Method::Get, path, {}, page);
        if (!answer)
            return unexpected(answer.error());
        for (const QJsonValue& value : answer->value(QStringLiteral("items")).toArray()) {
            if (const Expected<void> taken = item(value.toObject()); !taken)
                return taken;
        }
        cursor = answer->value(QStringLiteral("next")).toString();
    } while (!cursor.isEmpty());
    return {};
}

QString absolutePath(const QString& path)
{
    return QDir::cleanPath(QDir::current().absoluteFilePath(path));
}

Expected<QString> projectPath(const QString& id)
{
    bool ok = false;
    if (id.toLongLong(&ok) > 0 && ok)
        return QString(QStringLiteral("/projects/") + id);
    return unexpected(ErrorCode::InvalidInput,
                      QStringLiteral("\"%1\" is no project id; an id is a number such as 1").arg(id));
}

Expected<domain::Response> HubAccess::send(const domain::Request& request)
{
    if (!m_core) {
        if (const Expected<void> owned = service::checkOwner(m_directory); !owned)
            return unexpected(owned.error());
        Expected<domain::Response> answer = service::askRunningHub(m_directory, request);
        if (answer || answer.error().code != ErrorCode::NotFound)
            return answer;
        Expected<std::unique_ptr<service::HubCore>> core = service::HubCore::open(m_settings, m_directory, m_clock);
        if (!core)
            return unexpected(core.error());
        m_core = std::move(*core);
    }
    return service::answerLocally(m_core->api(), request);
}

} // namespace sightglass::headless
