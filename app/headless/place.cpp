// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless/place.h"

#include <QDir>
#include <QProcessEnvironment>
#include <QStandardPaths>

#include <pwd.h>
#include <unistd.h>

namespace sightglass::headless {

namespace {

bool isSystemUser()
{
    const passwd* user = ::getpwuid(::geteuid());
    return user && qstrcmp(user->pw_name, "sightglass") == 0;
}

QString absolute(const QString& path)
{
    return QDir::cleanPath(QDir::current().absoluteFilePath(path));
}

Expected<void> readFlags(const Arguments& arguments, Settings& settings)
{
    if (const QStringList listen = arguments.all("listen"); !listen.isEmpty()) {
        if (const Expected<void> set = settings.setFlag("listen", listen.join(u',')); !set)
            return set;
    }
    if (arguments.has("base-path"))
        return settings.setFlag("base_path", arguments.option("base-path"));
    return {};
}

} // namespace

QString dataDirectory(const Arguments& arguments)
{
    if (arguments.has("data"))
        return absolute(arguments.option("data"));
    if (const QString fromEnvironment = qEnvironmentVariable("SIGHTGLASS_DATA"); !fromEnvironment.isEmpty())
        return absolute(fromEnvironment);
    if (isSystemUser())
        return QStringLiteral("/var/lib/sightglass");
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/sightglass");
}

Expected<void> readSettings(const Arguments& arguments, Settings& settings)
{
    const QString named = arguments.option("config", qEnvironmentVariable("SIGHTGLASS_CONFIG"));
    const QString file = named.isEmpty() ? QStringLiteral("/etc/sightglass/sightglass.toml") : named;
    if (const Expected<void> read = settings.readFile(file, !named.isEmpty()); !read)
        return read;
    QMap<QString, QString> environment;
    const QProcessEnvironment system = QProcessEnvironment::systemEnvironment();
    for (const QString& key : system.keys())
        environment.insert(key, system.value(key));
    if (const Expected<void> read = settings.readEnvironment(environment, true); !read)
        return read;
    return readFlags(arguments, settings);
}

} // namespace sightglass::headless
