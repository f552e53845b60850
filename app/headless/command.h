// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/expected.h"
#include "core/settings.h"
#include "headless/arguments.h"

#include <QJsonObject>

#include <span>

namespace sightglass::headless {

/// What a command works with.
struct Context
{
    const Arguments& arguments;
    Settings& settings;
    QString directory;
    const Clock& clock;
};

using Run = Expected<void> (*)(Context&);

/// One command of the program; two words such as "project add" or one.
struct Command
{
    const char* name;
    Grammar grammar;
    const char* help;
    Run run;
};

[[nodiscard]] std::span<const Command> commands();

Expected<void> serve(Context& context);
Expected<void> addProject(Context& context);
Expected<void> listProjects(Context& context);
Expected<void> removeProject(Context& context);
Expected<void> addSource(Context& context);
Expected<void> addToken(Context& context);
Expected<void> listTokens(Context& context);
Expected<void> revokeToken(Context& context);
Expected<void> query(Context& context);
Expected<void> exportEvents(Context& context);
Expected<void> importEvents(Context& context);
Expected<void> backup(Context& context);
Expected<void> restore(Context& context);
Expected<void> check(Context& context);
Expected<void> compact(Context& context);
Expected<void> rebuild(Context& context);
Expected<void> erasePerson(Context& context);
Expected<void> relabelBots(Context& context);
Expected<void> showConfig(Context& context);
Expected<void> showVersion(Context& context);
Expected<void> addDemo(Context& context);
Expected<void> removeDemo(Context& context);

/// Writes to standard output; Io when it is closed or full.
[[nodiscard]] Expected<void> print(const QString& line);
[[nodiscard]] Expected<void> printJson(const QJsonObject& object);

} // namespace sightglass::headless
