// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless/command.h"
#include "headless/hubaccess.h"
#include "storage/rebuild.h"
#include "storage/store.h"

#include <QJsonArray>

namespace sightglass::headless {

Expected<void> backup(Context& context)
{
    const QString file = absolutePath(context.arguments.word(0));
    HubAccess hub(context.settings, context.directory, context.clock);
    const Expected<QJsonObject> done =
        hub.ask(domain::Method::Post, QStringLiteral("/backup"), {{QStringLiteral("file"), file}});
    if (!done)
        return unexpected(done.error());
    return context.arguments.has("json") ? printJson(*done) : print(QStringLiteral("the backup is in %1").arg(file));
}

Expected<void> restore(Context& context)
{
    const QString file = absolutePath(context.arguments.word(0));
    if (const Expected<void> owned = service::checkOwner(context.directory); !owned)
        return owned;
    if (const Expected<void> done = storage::restore(file, context.directory, context.arguments.has("force")); !done)
        return done;
    return context.arguments.has("json") ? printJson({{QStringLiteral("restored"), file}})
                                         : print(QStringLiteral("%1 is in place").arg(file));
}

Expected<void> check(Context& context)
{
    if (const Expected<void> owned = service::checkOwner(context.directory); !owned)
        return owned;
    const Expected<std::vector<QString>> findings = storage::check(context.directory);
    if (!findings)
        return unexpected(findings.error());
    const bool asJson = context.arguments.has("json");
    QJsonArray lines;
    for (const QString& finding : *findings) {
        lines.append(finding);
        if (asJson)
            continue;
        if (const Expected<void> printed = print(finding); !printed)
            return printed;
    }
    const bool isClean = findings->empty();
    if (const Expected<void> printed =
            asJson ? printJson({{QStringLiteral("ok"), isClean}, {QStringLiteral("findings"), lines}})
                   : (isClean ? print(QStringLiteral("ok")) : Expected<void>());
        !printed)
        return printed;
    if (isClean)
        return {};
    return unexpected(
        ErrorCode::Corrupt,
        QStringLiteral("the store in %1 is damaged: %2 findings").arg(context.directory).arg(findings->size()));
}

Expected<void> rebuild(Context& context)
{
    if (const Expected<void> owned = service::checkOwner(context.directory); !owned)
        return owned;
    const auto horizon = std::chrono::duration_cast<std::chrono::hours>(context.settings.duration("dedup_horizon"));
    const Expected<std::int64_t> events = storage::rebuild(context.directory, context.clock.now(), horizon);
    if (!events)
        return unexpected(events.error());
    return context.arguments.has("json") ? printJson({{QStringLiteral("events"), qint64(*events)}})
                                         : print(QStringLiteral("rebuilt from %1 events").arg(*events));
}

Expected<void> showConfig(Context& context)
{
    const QJsonArray rows = context.settings.describe();
    if (context.arguments.has("json"))
        return printJson({{QStringLiteral("data"), context.directory}, {QStringLiteral("settings"), rows}});
    if (const Expected<void> printed = print(QStringLiteral("# data directory: ") + context.directory); !printed)
        return printed;
    for (const QJsonValue& row : rows) {
        const SettingSpec* spec = findSetting(row[QStringLiteral("key")].toString().toStdString());
        const QString value = row[QStringLiteral("value")].isArray()
                                  ? row[QStringLiteral("value")].toVariant().toStringList().join(u',')
                                  : settingText(*spec, context.settings.value(spec->key));
        const Expected<void> printed =
            print(QStringLiteral("%1 = %2  # %3")
                      .arg(row[QStringLiteral("key")].toString(), spec->isSecret ? QStringLiteral("••••••") : value,
                           row[QStringLiteral("from")].toString()));
        if (!printed)
            return printed;
    }
    return {};
}

Expected<void> showVersion(Context& context)
{
    const QString version = QStringLiteral(SIGHTGLASS_VERSION);
    return context.arguments.has("json") ? printJson({{QStringLiteral("version"), version}})
                                         : print(QStringLiteral("sightglassd ") + version);
}

} // namespace sightglass::headless
