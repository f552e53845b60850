// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless/command.h"

#include <QJsonDocument>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace sightglass::headless {

namespace {

// clang-format off
constexpr const char* kIdOptions = "kind host name write-key sentry-key opentrace-uid umami-id posthog-token goatcounter-site";
constexpr std::array kCommands{
    Command{"serve", {"", 0, 0, "", "listen base-path ready-file"}, "[--listen ADDR:PORT]… [--base-path /p] [--ready-file F]   run the hub", serve},
    Command{"project add", {"NAME", 1, 1, "", "timezone"}, "NAME [--timezone ZONE]   add a project with a first source", addProject},
    Command{"project list", {"", 0, 0, "", ""}, "", listProjects},
    Command{"project remove", {"ID", 1, 1, "", ""}, "ID   remove a project with its sources and events", removeProject},
    Command{"source add", {"PROJECT", 1, 1, "", kIdOptions}, "PROJECT [--kind web|server|app|bot] [--host NAME]… [--write-key KEY]", addSource},
    Command{"token add", {"NAME", 1, 1, "", "scope"}, "NAME [--scope read|write|admin]   the token is shown this once", addToken},
    Command{"token list", {"", 0, 0, "", ""}, "", listTokens},
    Command{"token revoke", {"ID", 1, 1, "", ""}, "ID", revokeToken},
    Command{"query", {"PROJECT [FILE]", 1, 2, "", ""}, "PROJECT [FILE]   answer a query description from FILE or standard input", query},
    Command{"export", {"PROJECT", 1, 1, "", "from to format out"}, "PROJECT [--from T --to T] [--format ndjson|csv] [--out F]", exportEvents},
    Command{"import", {"FORMAT FILE", 2, 2, "activity create replace", "project source content map collection"}, "ndjson|csv|json|openmetrics FILE --project ID [--source ID] [--content events|properties [--map MEMBER=COLUMN]… [--activity] [--create] [--replace]]   events in the form of the export; with --content somebody else's; openmetrics: a folder of exported collections or one [--collection users|sessions|events|active|metrics]", importEvents},
    Command{"backup", {"FILE", 1, 1, "", ""}, "FILE   a consistent copy, also while the hub runs", backup},
    Command{"restore", {"FILE", 1, 1, "force", ""}, "FILE [--force]   put a backup in place", restore},
    Command{"check", {"", 0, 0, "", ""}, "   look for damage; fails when there is any", check},
    Command{"erase", {"PROJECT ID", 2, 2, "", ""}, "PROJECT ID   erase every trace of a person, by user id, anonymous id or the id of a list", erasePerson},
    Command{"relabel", {"PROJECT", 1, 1, "", ""}, "PROJECT   judge all events by today's lists of bots and rules", relabelBots},
    Command{"compact", {"", 0, 0, "", ""}, "   seal all events, merge chunks, give unused disk space back", compact},
    Command{"rebuild", {"", 0, 0, "", ""}, "   make anew what follows from the events: counts, lists of ids, links; not while a hub runs", rebuild},
    Command{"config", {"", 0, 0, "", "listen base-path"}, "   the effective settings and where each came from", showConfig},
    Command{"demo add", {"", 0, 0, "", "weeks seed"}, "[--weeks N] [--seed N]   add a project with made-up traffic", addDemo},
    Command{"demo remove", {"", 0, 0, "", ""}, "   remove it with all it holds", removeDemo},
    Command{"version", {"", 0, 0, "", ""}, "", showVersion},
};
// clang-format on

} // namespace

std::span<const Command> commands()
{
    return kCommands;
}

Expected<void> print(const QString& line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    if (std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stdout) == std::size_t(bytes.size()) &&
        std::fflush(stdout) == 0)
        return {};
    return unexpected(
        ErrorCode::Io,
        QStringLiteral("standard output cannot be written: %1").arg(QString::fromLocal8Bit(std::strerror(errno))));
}

Expected<void> printJson(const QJsonObject& object)
{
    return print(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
}

} // namespace sightglass::headless
