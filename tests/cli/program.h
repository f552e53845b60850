// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMap>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace sightglass::test {

struct Outcome
{
    int status = -1;
    QByteArray out;
    QByteArray err;
    [[nodiscard]] QJsonObject json() const;
};

/// sightglassd as a person runs it, on one data directory, with an environment of its own.
class Program
{
public:
    explicit Program(QString directory);
    ~Program();

    [[nodiscard]] Outcome run(const QStringList& words, const QByteArray& input = {}) const;
    /// Starts `serve` on a free port; the ready line.
    [[nodiscard]] QJsonObject serve(const QStringList& words = {});
    /// Sends SIGTERM; the exit status, -1 when it was killed by it or did not end.
    [[nodiscard]] int terminate();
    void setVariable(const QString& name, const QString& value) { m_variables.insert(name, value); }

private:
    void prepare(QProcess& process, const QStringList& words) const;

    const QString m_directory;
    QMap<QString, QString> m_variables;
    QProcess m_hub;
};

} // namespace sightglass::test
