// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless/command.h"
#include "headless/csvwriter.h"
#include "headless/hubaccess.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonParseError>
#include <QSaveFile>
#include <QUrl>

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

Expected<QString> projectPath(const Arguments& arguments)
{
    bool ok = false;
    if (arguments.word(0).toLongLong(&ok) > 0 && ok)
        return QString(QStringLiteral("/projects/") + arguments.word(0));
    return unexpected(ErrorCode::InvalidInput,
                      QStringLiteral("\"%1\" is no project id; an id is a number such as 1").arg(arguments.word(0)));
}

/// Where an export goes: a file that appears when it is complete, or standard output.
class Output
{
public:
    [[nodiscard]] Expected<void> open(const QString& path)
    {
        if (path.isEmpty())
            return {};
        m_file = std::make_unique<QSaveFile>(path);
        return m_file->open(QIODevice::WriteOnly) ? Expected<void>() : failed();
    }
    [[nodiscard]] Expected<void> line(const QByteArray& bytes)
    {
        if (!m_file)
            return print(QString::fromUtf8(bytes));
        return m_file->write(bytes + '\n') > 0 ? Expected<void>() : failed();
    }
    [[nodiscard]] Expected<void> finish() { return !m_file || m_file->commit() ? Expected<void>() : failed(); }

private:
    [[nodiscard]] Expected<void> failed() const
    {
        return unexpected(ErrorCode::Io,
                          QStringLiteral("%1 cannot be written: %2").arg(m_file->fileName(), m_file->errorString()));
    }
    std::unique_ptr<QSaveFile> m_file;
};

QString rangeQuery(const Arguments& arguments)
{
    QStringList parts;
    for (const char* name : {"from", "to"}) {
        if (arguments.has(name))
            parts.append(QLatin1String(name) + u'=' +
                         QString::fromLatin1(QUrl::toPercentEncoding(arguments.option(name))));
    }
    return parts.join(u'&');
}

} // namespace

Expected<void> query(Context& context)
{
    const Expected<QString> path = projectPath(context.arguments);
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

/// Newest first, as API v2 lists events.
Expected<void> exportEvents(Context& context)
{
    const Expected<QString> path = projectPath(context.arguments);
    if (!path)
        return unexpected(path.error());
    const QString format = context.arguments.option("format", QStringLiteral("ndjson"));
    if (format != QLatin1String("ndjson") && format != QLatin1String("csv"))
        return unexpected(ErrorCode::InvalidInput,
                          QStringLiteral("--format cannot be \"%1\"; allowed: ndjson, csv").arg(format));
    const bool asCsv = format == QLatin1String("csv");
    Output out;
    if (const Expected<void> opened = out.open(context.arguments.option("out")); !opened)
        return opened;
    if (asCsv) {
        if (const Expected<void> written = out.line(csvHead()); !written)
            return written;
    }
    HubAccess hub(context.settings, context.directory, context.clock);
    const Expected<void> listed =
        hub.each(*path + QStringLiteral("/events"), rangeQuery(context.arguments), [&](const QJsonObject& event) {
            return out.line(asCsv ? csvLine(event) : QJsonDocument(event).toJson(QJsonDocument::Compact));
        });
    return listed ? out.finish() : listed;
}

} // namespace sightglass::headless
