// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless/command.h"
#include "headless/signals.h"
#include "service/hub.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

namespace sightglass::headless {

namespace {

Expected<void> announce(const QJsonObject& ready, const QString& readyFile)
{
    if (!readyFile.isEmpty()) {
        QSaveFile file(readyFile);
        if (!file.open(QIODevice::WriteOnly) ||
            file.write(QJsonDocument(ready).toJson(QJsonDocument::Compact) + '\n') < 0 || !file.commit())
            return unexpected(ErrorCode::Io,
                              QStringLiteral("%1 cannot be written: %2").arg(readyFile, file.errorString()));
    }
    return printJson(ready);
}

} // namespace

Expected<void> serve(Context& context)
{
    SignalWatcher ending; // Before the hub starts, so that an early SIGTERM ends it properly too.
    service::Hub hub(context.settings, context.directory, context.clock);
    if (const Expected<void> started = hub.start(); !started)
        return started;
    QJsonArray urls;
    for (const std::string& url : hub.urls())
        urls.append(QString::fromStdString(url));
    const QJsonObject ready{{QStringLiteral("ready"), true},
                            {QStringLiteral("urls"), urls},
                            {QStringLiteral("pid"), QCoreApplication::applicationPid()}};
    if (const Expected<void> announced = announce(ready, context.arguments.option("ready-file")); !announced)
        return announced;
    QObject::connect(&ending, &SignalWatcher::asked, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    if (!ending.wasAsked())
        QCoreApplication::exec();
    hub.stop();
    return {};
}

} // namespace sightglass::headless
