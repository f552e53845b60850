// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// sightglassd: the hub without a window, and its commands (spec api §1).
#include "headless/command.h"
#include "headless/place.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <cstdio>

using namespace sightglass;
using namespace sightglass::headless;

namespace {

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kUsage = 2;

void complain(const QString& sentence)
{
    std::fprintf(stderr, "sightglassd: %s\n", qPrintable(sentence));
}

void help(FILE* to)
{
    std::fputs("usage: sightglassd COMMAND … [--data DIR] [--config FILE] [--json]\n", to);
    for (const Command& command : commands())
        std::fprintf(to, "  %-15s%s\n", command.name, command.help);
}

/// The command that the words begin with, and how many of them are its name.
std::pair<const Command*, int> findCommand(const QStringList& words)
{
    for (const Command& command : commands()) {
        const QStringList name = QString::fromLatin1(command.name).split(u' ');
        if (words.mid(0, name.size()) == name)
            return {&command, int(name.size())};
    }
    return {nullptr, 0};
}

void applyLogLevel(const QString& level)
{
    const QStringList levels{QStringLiteral("debug"), QStringLiteral("info"), QStringLiteral("warning"),
                             QStringLiteral("critical")};
    QString rules;
    for (const QString& each : levels)
        rules += QStringLiteral("sightglass.*.%1=%2\n")
                     .arg(each, levels.indexOf(each) >= levels.indexOf(level) ? QStringLiteral("true")
                                                                              : QStringLiteral("false"));
    QLoggingCategory::setFilterRules(rules);
}

int run(const QStringList& words)
{
    const auto [command, nameLength] = findCommand(words);
    if (!command) {
        const bool wantsHelp = words.value(0) == QLatin1String("help") || words.value(0) == QLatin1String("--help");
        if (!wantsHelp && !words.isEmpty())
            complain(QStringLiteral("there is no command \"%1\"").arg(words.mid(0, 2).join(u' ')));
        help(wantsHelp ? stdout : stderr);
        return wantsHelp ? kDone : kUsage;
    }
    const Expected<Arguments> arguments = Arguments::parse(words.mid(nameLength), command->grammar);
    if (!arguments) {
        complain(arguments.error().detail);
        return kUsage;
    }
    if (arguments->has("help")) {
        std::printf("usage: sightglassd %s %s\n", command->name, command->help);
        return kDone;
    }
    Settings settings;
    if (const Expected<void> read = readSettings(*arguments, settings); !read) {
        complain(read.error().detail);
        return kFailed;
    }
    applyLogLevel(command->run == serve ? settings.text("log_level") : QStringLiteral("warning"));
    const SystemClock clock;
    Context context{*arguments, settings, dataDirectory(*arguments), clock};
    if (const Expected<void> done = command->run(context); !done) {
        complain(done.error().detail);
        return kFailed;
    }
    return kDone;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_NO_GLIB", "1"); // Measured: GLib's event loop costs up to 28 % (design §3).
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("sightglassd"));
    QCoreApplication::setApplicationVersion(QStringLiteral(SIGHTGLASS_VERSION));
    return run(QCoreApplication::arguments().mid(1));
}
