// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QProcessEnvironment>

namespace sightglass::test {

QJsonObject Outcome::json() const
{
    return QJsonDocument::fromJson(out).object();
}

Program::Program(QString directory)
    : m_directory(std::move(directory))
{
}

Program::~Program()
{
    if (m_hub.state() != QProcess::NotRunning) {
        m_hub.kill();
        m_hub.waitForFinished();
    }
}

void Program::prepare(QProcess& process, const QStringList& words) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("SIGHTGLASS_DATA"), m_directory);
    for (auto it = m_variables.begin(); it != m_variables.end(); ++it)
        environment.insert(it.key(), it.value());
    process.setProcessEnvironment(environment);
    process.setProgram(QCoreApplication::applicationDirPath() + QStringLiteral("/sightglassd"));
    process.setArguments(words);
}

Outcome Program::run(const QStringList& words, const QByteArray& input) const
{
    QProcess process;
    prepare(process, words);
    process.start();
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(60'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QJsonObject Program::serve(const QStringList& words)
{
    prepare(m_hub,
            QStringList{QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} + words);
    m_hub.start();
    while (!m_hub.canReadLine() && m_hub.state() != QProcess::NotRunning)
        m_hub.waitForReadyRead(30'000);
    return QJsonDocument::fromJson(m_hub.readLine()).object();
}

int Program::terminate()
{
    m_hub.terminate();
    return m_hub.waitForFinished(30'000) && m_hub.exitStatus() == QProcess::NormalExit ? m_hub.exitCode() : -1;
}

} // namespace sightglass::test
