// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sightglass::ingest::sierra {

enum class AgentKind : std::uint8_t { Desktop, Mobile, App, Bot };

/// Who sent a report, in this protocol's own names (spec sierra §5.8). Empty members: it does not say.
struct AgentClass
{
    std::string app;
    std::string version;
    std::string os;
    AgentKind kind = AgentKind::Bot;
    bool operator==(const AgentClass&) const = default;
};

/// Reads a User-Agent: a browser by its words, else the first product it names. Thread: any.
[[nodiscard]] AgentClass classifyAgent(std::string_view userAgent);
[[nodiscard]] std::string_view name(AgentKind kind);

} // namespace sightglass::ingest::sierra
