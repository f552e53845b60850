// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/childserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <cstdio>
#include <unistd.h>

#include <csignal>

namespace sightglass::test {

namespace {

QByteArray readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

ProcessFigures figuresOf(qint64 pid)
{
    ProcessFigures figures;
    const QString base = QStringLiteral("/proc/%1/").arg(pid);
    const QList<QByteArray> stat = readAll(base + QStringLiteral("stat")).split(')').last().split(' ');
    if (stat.size() > 15) {
        const auto ticks = static_cast<double>(::sysconf(_SC_CLK_TCK));
        figures.cpuSeconds = (stat.at(12).toDouble() + stat.at(13).toDouble()) / ticks;
    }
    for (const QByteArray& line : readAll(base + QStringLiteral("status")).split('\n'))
        if (line.startsWith("VmHWM:"))
            figures.peakResidentMb = line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    const QByteArray children = readAll(base + QStringLiteral("task/%1/children").arg(pid)).trimmed();
    for (const QByteArray& child : children.isEmpty() ? QList<QByteArray>() : children.split(' ')) {
        const ProcessFigures more = figuresOf(child.toLongLong());
        figures.cpuSeconds += more.cpuSeconds;
        figures.peakResidentMb += more.peakResidentMb;
    }
    return figures;
}

ChildHub::ChildHub(QString program, QString directory, QStringList settings)
    : m_program(std::move(program))
    , m_directory(std::move(directory))
    , m_settings(std::move(settings))
{
}

ChildHub::~ChildHub()
{
    kill9();
}

QByteArray ChildHub::run(const QStringList& arguments, int* status) const
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(m_program, arguments + QStringList{QStringLiteral("--data"), m_directory});
    process.closeWriteChannel();
    process.waitForFinished(-1);
    if (status)
        *status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return process.readAllStandardOutput();
}

QString ChildHub::addProject()
{
    const QByteArray out =
        run({QStringLiteral("project"), QStringLiteral("add"), QStringLiteral("Load"), QStringLiteral("--json")});
    const QJsonObject source = QJsonDocument::fromJson(out).object().value(QLatin1String("source")).toObject();
    m_project = source.value(QLatin1String("project")).toString();
    return source.value(QLatin1String("writeKey")).toString();
}

QJsonObject ChildHub::addSource(const QString& host)
{
    return QJsonDocument::fromJson(run({QStringLiteral("source"), QStringLiteral("add"), m_project,
                                        QStringLiteral("--host"), host, QStringLiteral("--json")}))
        .object();
}

bool ChildHub::start(double* readyMs)
{
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString& setting : std::as_const(m_settings))
        environment.insert(setting.section(u'=', 0, 0), setting.section(u'=', 1));
    m_process->setProcessEnvironment(environment);
    QElapsedTimer timer;
    timer.start();
    m_process->start(m_program, {QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                                 QStringLiteral("--data"), m_directory});
    while (!m_process->canReadLine()) {
        if (!m_process->waitForReadyRead(30000))
            return false;
    }
    if (readyMs)
        *readyMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    const QJsonObject ready = QJsonDocument::fromJson(m_process->readLine()).object();
    const QUrl url(ready.value(QLatin1String("urls")).toArray().at(0).toString());
    m_port = static_cast<std::uint16_t>(url.port());
    return ready.value(QLatin1String("ready")).toBool() && m_port != 0;
}

void ChildHub::kill9()
{
    if (!m_process)
        return;
    m_process->kill();
    m_process->waitForFinished(-1);
    m_process.reset();
}

bool ChildHub::terminate()
{
    m_process->terminate();
    const bool ended = m_process->waitForFinished(10000);
    return ended && m_process->exitStatus() == QProcess::NormalExit && m_process->exitCode() == 0;
}

} // namespace sightglass::test
