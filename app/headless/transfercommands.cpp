// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless/command.h"
#include "headless/hubaccess.h"
#include "headless/jobwatch.h"
#include "headless/pipereader.h"

#include <QFile>
#include <QJsonArray>

namespace sightglass::headless {

namespace {

QJsonObject exportBody(const Arguments& arguments, const QString& file)
{
    QJsonObject body{{QStringLiteral("file"), file},
                     {QStringLiteral("format"), arguments.option("format", QStringLiteral("ndjson"))}};
    for (const char* name : {"from", "to"}) {
        if (arguments.has(name))
            body.insert(QLatin1String(name), arguments.option(name));
    }
    return body;
}

/// Through a named pipe, so that the hub writes and this program prints.
Expected<void> exportToOutput(HubAccess& hub, const QString& path, const Arguments& arguments)
{
    Expected<std::unique_ptr<PipeReader>> pipe = PipeReader::make();
    if (!pipe)
        return unexpected(pipe.error());
    const Expected<QJsonObject> job = hub.ask(domain::Method::Post, path, exportBody(arguments, (*pipe)->path()));
    if (!job)
        return unexpected(job.error());
    const Expected<QJsonObject> ended = watchJob(hub, *job, [&] { return (*pipe)->copyWhatIsThere(); });
    return ended ? (*pipe)->copyWhatIsThere() : unexpected(ended.error());
}

/// A file appears under its name when it is complete.
Expected<void> exportToFile(HubAccess& hub, const QString& path, const Arguments& arguments)
{
    const QString file = absolutePath(arguments.option("out"));
    const QString part = file + QStringLiteral(".part");
    const Expected<QJsonObject> job = hub.ask(domain::Method::Post, path, exportBody(arguments, part));
    if (!job)
        return unexpected(job.error());
    const Expected<QJsonObject> ended = watchJob(hub, *job);
    if (!ended) {
        QFile::remove(part);
        return unexpected(ended.error());
    }
    QFile::remove(file);
    return QFile::rename(part, file) ? Expected<void>()
                                     : unexpected(ErrorCode::Io, QStringLiteral("%1 cannot be written").arg(file));
}

/// Which columns say what, and the switches, which stand in the mapping as well.
Expected<QJsonObject> mappingOf(const Arguments& arguments)
{
    QJsonObject out;
    for (const QString& pair : arguments.all("map")) {
        const qsizetype sign = pair.indexOf(u'=');
        if (sign <= 0)
            return unexpected(
                ErrorCode::InvalidInput,
                QStringLiteral("--map cannot be \"%1\"; write for example --map user=customer_id").arg(pair));
        out.insert(pair.left(sign), pair.mid(sign + 1));
    }
    for (const char* name : {"activity", "create", "replace"}) {
        if (arguments.has(name))
            out.insert(QLatin1String(name), true);
    }
    return out;
}

Expected<QJsonObject> importBody(const Arguments& arguments)
{
    QJsonObject body{{QStringLiteral("file"), absolutePath(arguments.word(1))},
                     {QStringLiteral("format"), arguments.word(0)}};
    for (const char* name : {"source", "collection"}) {
        if (arguments.has(name))
            body.insert(QLatin1String(name), arguments.option(name));
    }
    const Expected<QJsonObject> mapping = mappingOf(arguments);
    if (!mapping)
        return unexpected(mapping.error());
    if (arguments.has("content"))
        body.insert(QStringLiteral("content"), arguments.option("content"));
    else if (!mapping->isEmpty())
        return unexpected(
            ErrorCode::InvalidInput,
            QStringLiteral("columns are those of somebody else's file: say --content events or --content properties"));
    if (!mapping->isEmpty())
        body.insert(QStringLiteral("mapping"), *mapping);
    return body;
}

} // namespace

/// Oldest first, in the form that importEvents() reads.
Expected<void> exportEvents(Context& context)
{
    const Expected<QString> project = projectPath(context.arguments.word(0));
    if (!project)
        return unexpected(project.error());
    HubAccess hub(context.settings, context.directory, context.clock);
    const QString path = *project + QStringLiteral("/exports");
    return context.arguments.has("out") ? exportToFile(hub, path, context.arguments)
                                        : exportToOutput(hub, path, context.arguments);
}

Expected<void> importEvents(Context& context)
{
    const Arguments& arguments = context.arguments;
    if (!arguments.has("project"))
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("say where the events belong: --project ID"));
    const Expected<QString> project = projectPath(arguments.option("project"));
    if (!project)
        return unexpected(project.error());
    const Expected<QJsonObject> body = importBody(arguments);
    if (!body)
        return unexpected(body.error());
    HubAccess hub(context.settings, context.directory, context.clock);
    const Expected<QJsonObject> job = hub.ask(domain::Method::Post, *project + QStringLiteral("/imports"), *body);
    if (!job)
        return unexpected(job.error());
    const Expected<QJsonObject> ended = watchJob(hub, *job);
    if (!ended)
        return unexpected(ended.error());
    if (arguments.has("json"))
        return printJson(*ended);
    for (const QJsonValue& remark : ended->value(QLatin1String("remarks")).toArray()) {
        if (const Expected<void> printed = print(remark.toString()); !printed)
            return printed;
    }
    const QJsonObject counts = ended->value(QLatin1String("counts")).toObject();
    const auto count = [&counts](const char* name) {
        return QString::number(counts.value(QLatin1String(name)).toInteger());
    };
    return print(QStringLiteral("%1 events imported, %2 were there already, %3 lines or elements could not be read")
                     .arg(count("accepted"), count("duplicates"), count("rejected")));
}

} // namespace sightglass::headless
