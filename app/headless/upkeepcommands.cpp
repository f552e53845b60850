// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless/command.h"
#include "headless/hubaccess.h"
#include "headless/jobwatch.h"

#include <QJsonArray>
#include <QUrl>

namespace sightglass::headless {

namespace {

/// Starts a job and prints how it ended: as JSON or by `sentence`, which is given its counts, and its remarks.
Expected<void> runJob(Context& context, domain::Method method, const QString& path,
                      const std::function<QString(const QJsonObject& counts)>& sentence)
{
    HubAccess hub(context.settings, context.directory, context.clock);
    const Expected<QJsonObject> job = hub.ask(method, path);
    if (!job)
        return unexpected(job.error());
    const Expected<QJsonObject> ended = watchJob(hub, *job);
    if (!ended)
        return unexpected(ended.error());
    if (context.arguments.has("json"))
        return printJson(*ended);
    for (const QJsonValue& remark : ended->value(QLatin1String("remarks")).toArray()) {
        if (const Expected<void> printed = print(remark.toString()); !printed)
            return printed;
    }
    return print(sentence(ended->value(QLatin1String("counts")).toObject()));
}

qint64 countOf(const QJsonObject& counts, const char* name)
{
    return counts.value(QLatin1String(name)).toInteger();
}

} // namespace

Expected<void> compact(Context& context)
{
    return runJob(context, domain::Method::Post, QStringLiteral("/compact"), [](const QJsonObject& counts) {
        return QString(QStringLiteral("%1 events sealed, %2 bytes given back")
                           .arg(countOf(counts, "sealed"))
                           .arg(countOf(counts, "bytes_freed")));
    });
}

Expected<void> erasePerson(Context& context)
{
    const Expected<QString> project = projectPath(context.arguments.word(0));
    if (!project)
        return unexpected(project.error());
    const QString path =
        *project + QStringLiteral("/people/") + QString::fromLatin1(QUrl::toPercentEncoding(context.arguments.word(1)));
    return runJob(context, domain::Method::Delete, path, [](const QJsonObject& counts) {
        return QString(QStringLiteral("%1 events erased").arg(countOf(counts, "erased")));
    });
}

Expected<void> relabelBots(Context& context)
{
    const Expected<QString> project = projectPath(context.arguments.word(0));
    if (!project)
        return unexpected(project.error());
    return runJob(context, domain::Method::Post, *project + QStringLiteral("/relabel"), [](const QJsonObject& counts) {
        return QString(QStringLiteral("%1 events have another verdict").arg(countOf(counts, "relabelled")));
    });
}

} // namespace sightglass::headless
