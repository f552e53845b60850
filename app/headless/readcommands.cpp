// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless/command.h"
#include "headless/hubaccess.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonParseError>

namespace sightglass::headless {

namespace {

Expected<QJsonObject> readDescription(const Arguments& arguments)
{
    QFile file;
    const bool fromFile = arguments.count() > 1 && arguments.word(1) != QLatin1String("-");
    file.setFileName(arguments.word(1));
    if (!(fromFile ? file.open(QIODevice::ReadOnly) : file.open(stdin, QIODevice::ReadOnly)))
        return unexpected(ErrorCode::Io,
                          QStringLiteral("%1 cannot be read: %2").arg(arguments.word(1), file.errorString()));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject())
        return unexpected(ErrorCode::InvalidInput,
                          QStringLiteral("a query description is a JSON object: %1").arg(error.errorString()));
    return document.object();
}

} // namespace

Expected<void> query(Context& context)
{
    const Expected<QString> path = projectPath(context.arguments.word(0));
    if (!path)
        return unexpected(path.error());
    const Expected<QJsonObject> description = readDescription(context.arguments);
    if (!description)
        return unexpected(description.error());
    HubAccess hub(context.settings, context.directory, context.clock);
    const Expected<QJsonObject> result = hub.ask(domain::Method::Post, *path + QStringLiteral("/query"), *description);
    if (!result)
        return unexpected(result.error());
    if (context.arguments.has("json"))
        return printJson(*result);
    return print(QString::fromUtf8(QJsonDocument(*result).toJson(QJsonDocument::Indented)).trimmed());
}

} // namespace sightglass::headless
