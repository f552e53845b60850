// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless/command.h"
#include "headless/hubaccess.h"

#include <QJsonArray>

namespace sightglass::headless {

namespace {

QString member(const QJsonObject& object, const char* name)
{
    return object.value(QLatin1String(name)).toString();
}

/// Lists print `items` as one JSON object, or one line an item.
Expected<void> printList(Context& context, const QString& path, QString (*line)(const QJsonObject&))
{
    HubAccess hub(context.settings, context.directory, context.clock);
    QJsonArray items;
    const bool asJson = context.arguments.has("json");
    const Expected<void> listed = hub.each(path, {}, [&](const QJsonObject& item) -> Expected<void> {
        items.append(item);
        return asJson ? Expected<void>() : print(line(item));
    });
    return listed && asJson ? printJson({{QStringLiteral("items"), items}}) : listed;
}

Expected<void> printSource(Context& context, const QJsonObject& source)
{
    if (context.arguments.has("json"))
        return printJson(source);
    return print(QStringLiteral("source %1, write key %2").arg(member(source, "id"), member(source, "writeKey")));
}

/// Only what an Id may be, so that it cannot lead elsewhere in the path.
Expected<QString> idWord(const Context& context)
{
    const QString id = context.arguments.word(0);
    bool ok = false;
    if (id.toLongLong(&ok) > 0 && ok)
        return id;
    return unexpected(ErrorCode::InvalidInput, QStringLiteral("\"%1\" is no id; an id is a number such as 1").arg(id));
}

Expected<void> removeAt(Context& context, const char* path, const char* what)
{
    const Expected<QString> id = idWord(context);
    if (!id)
        return unexpected(id.error());
    HubAccess hub(context.settings, context.directory, context.clock);
    const Expected<QJsonObject> removed = hub.ask(domain::Method::Delete, QString::fromLatin1(path) + *id);
    if (!removed)
        return unexpected(removed.error());
    return context.arguments.has("json") ? printJson({{QStringLiteral("id"), *id}})
                                         : print(QString::fromLatin1(what).arg(*id));
}

} // namespace

Expected<void> addProject(Context& context)
{
    HubAccess hub(context.settings, context.directory, context.clock);
    QJsonObject body{{QStringLiteral("name"), context.arguments.word(0)}};
    if (context.arguments.has("timezone"))
        body.insert(QStringLiteral("timezone"), context.arguments.option("timezone"));
    const Expected<QJsonObject> project = hub.ask(domain::Method::Post, QStringLiteral("/projects"), body);
    if (!project)
        return unexpected(project.error());
    if (context.arguments.has("json"))
        return printJson(*project);
    const QJsonObject source = project->value(QStringLiteral("source")).toObject();
    return print(
        QStringLiteral("project %1 \"%2\", source %3, write key %4")
            .arg(member(*project, "id"), member(*project, "name"), member(source, "id"), member(source, "writeKey")));
}

Expected<void> listProjects(Context& context)
{
    return printList(context, QStringLiteral("/projects"), [](const QJsonObject& project) {
        const QString demo = project.value(QStringLiteral("demo")).toBool() ? QStringLiteral("  (demo)") : QString();
        return QString(member(project, "id") + u'\t' + member(project, "name") + u'\t' + member(project, "timezone") +
                       demo);
    });
}

Expected<void> removeProject(Context& context)
{
    return removeAt(context, "/projects/", "project %1 is removed");
}

Expected<void> addSource(Context& context)
{
    const Expected<QString> project = idWord(context);
    if (!project)
        return unexpected(project.error());
    QJsonObject body;
    for (const auto& [option, name] :
         {std::pair("kind", "kind"), std::pair("name", "name"), std::pair("write-key", "writeKey"),
          std::pair("sentry-key", "sentryKey"), std::pair("opentrace-uid", "openTraceUid"),
          std::pair("umami-id", "umamiId"), std::pair("posthog-token", "posthogToken"),
          std::pair("goatcounter-site", "goatcounterSite")}) {
        if (context.arguments.has(option))
            body.insert(QLatin1String(name), context.arguments.option(option));
    }
    if (context.arguments.has("host"))
        body.insert(QStringLiteral("hosts"), QJsonArray::fromStringList(context.arguments.all("host")));
    HubAccess hub(context.settings, context.directory, context.clock);
    const Expected<QJsonObject> source =
        hub.ask(domain::Method::Post, QStringLiteral("/projects/%1/sources").arg(*project), body);
    return source ? printSource(context, *source) : Expected<void>(unexpected(source.error()));
}

Expected<void> addToken(Context& context)
{
    HubAccess hub(context.settings, context.directory, context.clock);
    const Expected<QJsonObject> token =
        hub.ask(domain::Method::Post, QStringLiteral("/tokens"),
                {{QStringLiteral("name"), context.arguments.word(0)},
                 {QStringLiteral("scope"), context.arguments.option("scope", QStringLiteral("read"))}});
    if (!token)
        return unexpected(token.error());
    return context.arguments.has("json") ? printJson(*token) : print(member(*token, "token"));
}

Expected<void> listTokens(Context& context)
{
    return printList(context, QStringLiteral("/tokens"), [](const QJsonObject& token) {
        return QString(member(token, "id") + u'\t' + member(token, "name") + u'\t' + member(token, "scope"));
    });
}

Expected<void> revokeToken(Context& context)
{
    return removeAt(context, "/tokens/", "token %1 is revoked");
}

Expected<void> addDemo(Context& context)
{
    bool areNumbers[2] = {};
    const QJsonObject body{
        {QStringLiteral("weeks"), context.arguments.option("weeks", QStringLiteral("8")).toInt(&areNumbers[0])},
        {QStringLiteral("seed"), context.arguments.option("seed", QStringLiteral("1")).toInt(&areNumbers[1])}};
    if (!areNumbers[0] || !areNumbers[1])
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("--weeks and --seed are numbers"));
    HubAccess hub(context.settings, context.directory, context.clock);
    const Expected<QJsonObject> project = hub.ask(domain::Method::Post, QStringLiteral("/demo"), body);
    if (!project)
        return unexpected(project.error());
    if (context.arguments.has("json"))
        return printJson(*project);
    return print(QStringLiteral("project %1 \"%2\" holds made-up traffic; `sightglassd demo remove` removes it")
                     .arg(member(*project, "id"), member(*project, "name")));
}

Expected<void> removeDemo(Context& context)
{
    HubAccess hub(context.settings, context.directory, context.clock);
    QStringList ids;
    const Expected<void> listed =
        hub.each(QStringLiteral("/projects"), {}, [&ids](const QJsonObject& project) -> Expected<void> {
            if (project.value(QStringLiteral("demo")).toBool())
                ids.append(member(project, "id"));
            return {};
        });
    if (!listed)
        return listed;
    for (const QString& id : std::as_const(ids)) {
        if (const Expected<QJsonObject> removed = hub.ask(domain::Method::Delete, QStringLiteral("/projects/") + id);
            !removed)
            return unexpected(removed.error());
    }
    if (context.arguments.has("json"))
        return printJson({{QStringLiteral("removed"), ids.size()}});
    return print(ids.isEmpty() ? QStringLiteral("there is no demo project")
                               : QStringLiteral("the demo project is removed"));
}

} // namespace sightglass::headless
