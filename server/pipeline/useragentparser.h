// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pipeline/patternlist.h"
#include "pipeline/useragent.h"

namespace sightglass::pipeline {

/// Reads User-Agent texts by the patterns of uap-core, crawler-user-agents and our table of AI agents
/// (resources/data). Parsing costs some 100 µs; Pipeline keeps recent results. Immutable; any thread.
class UserAgentParser
{
public:
    /// Errors: Corrupt, Io. `overrides`: folder with newer tables, or "".
    [[nodiscard]] static Expected<UserAgentParser> load(const QString& overrides = {});

    [[nodiscard]] UserAgent parse(std::string_view text) const;
    /// Patterns that cannot be used, as text; for tests.
    [[nodiscard]] std::vector<std::string> unusablePatterns() const;

private:
    UserAgentParser(TableFile agents, TableFile crawlers, TableFile ai);
    [[nodiscard]] bool findAiAgent(std::string_view text, const TextSketch& sketch, UserAgent& agent) const;
    void judge(std::string_view text, const TextSketch& sketch, UserAgent& agent) const;

    TableFile m_agentTable;
    TableFile m_crawlerTable;
    TableFile m_aiTable;
    PatternList m_browsers;
    PatternList m_systems;
    PatternList m_devices; ///< For what the words of deviceClass() leave open.
    PatternList m_crawlers;
    std::vector<std::string> m_aiLowered; ///< Names of m_aiTable's rows.
};

} // namespace sightglass::pipeline
