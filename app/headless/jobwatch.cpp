// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless/jobwatch.h"

#include <QElapsedTimer>

#include <chrono>
#include <cstdio>
#include <thread>
#include <unistd.h>

namespace sightglass::headless {

namespace {

constexpr std::chrono::milliseconds kTurn{100};
constexpr qint64 kAskEveryMs = 250;

QString countsText(const QJsonObject& job)
{
    QStringList parts;
    const QJsonObject counts = job.value(QLatin1String("counts")).toObject();
    for (auto it = counts.begin(); it != counts.end(); ++it)
        parts.append(
            QStringLiteral("%1 %2").arg(QString::number(it.value().toInteger()), it.key()).replace(u'_', u' '));
    return parts.join(QStringLiteral(", "));
}

void showProgress(const QJsonObject& job)
{
    if (!::isatty(STDERR_FILENO))
        return;
    const double total = job.value(QLatin1String("total")).toDouble();
    const QString share =
        total > 0 ? QString::number(job.value(QLatin1String("done")).toDouble() / total * 100, 'f', 1) + u'%'
                  : QString();
    std::fprintf(stderr, "\r\033[K%s %s", qPrintable(share), qPrintable(countsText(job)));
}

} // namespace

Expected<QJsonObject> watchJob(HubAccess& hub, const QJsonObject& job, const std::function<Expected<void>()>& meanwhile)
{
    const QString path = QStringLiteral("/jobs/") + job.value(QLatin1String("id")).toString();
    QElapsedTimer sinceAsked;
    sinceAsked.start();
    for (;;) {
        if (meanwhile) {
            if (const Expected<void> done = meanwhile(); !done) {
                (void)hub.ask(domain::Method::Delete, path);
                return unexpected(done.error());
            }
        } else {
            std::this_thread::sleep_for(kTurn);
        }
        if (sinceAsked.elapsed() < kAskEveryMs)
            continue;
        sinceAsked.restart();
        const Expected<QJsonObject> state = hub.ask(domain::Method::Get, path);
        if (!state)
            return unexpected(state.error());
        const QString phase = state->value(QLatin1String("phase")).toString();
        if (phase == QLatin1String("running")) {
            showProgress(*state);
            continue;
        }
        if (::isatty(STDERR_FILENO))
            std::fputs("\r\033[K", stderr);
        if (phase == QLatin1String("failed"))
            return unexpected(ErrorCode::Io, state->value(QLatin1String("error")).toString());
        if (phase == QLatin1String("cancelled"))
            return unexpected(ErrorCode::Cancelled, QStringLiteral("the job was stopped"));
        return *state;
    }
}

} // namespace sightglass::headless
