// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "domain/project.h"

#include <memory>
#include <string_view>

namespace sightglass::domain {

/// A source together with the project that owns it, as of one moment.
struct SourceEntry
{
    Source source;
    Project project;
};

/// Which source a public id belongs to. Ids are looked up per protocol, never across (spec routes C44).
/// Thread: any; answers come from an immutable snapshot, so a pointer stays valid while it is held.
class SourceDirectory
{
public:
    using Entry = std::shared_ptr<const SourceEntry>;

    virtual ~SourceDirectory() = default;
    [[nodiscard]] virtual Entry byWriteKey(std::string_view key) const = 0;
    /// The source that has this id in that protocol (publicId()); null when none does, and for protocols whose senders
    /// name a host or nothing. Compared byte by byte, but for Umami's UUIDs, whose case says nothing.
    [[nodiscard]] virtual Entry byPublicId(Protocol /*protocol*/, std::string_view /*id*/) const { return nullptr; }
    [[nodiscard]] virtual Entry byId(SourceId id) const = 0;
    /// The first source of a project; null when the project is unknown or has none.
    [[nodiscard]] virtual Entry firstOfProject(ProjectId id) const = 0;
    /// The source that lists a host, with or without its port; null when none does.
    [[nodiscard]] virtual Entry byHost(std::string_view /*host*/) const { return nullptr; }
    /// The source there is, when there is one only; demo projects do not count.
    [[nodiscard]] virtual Entry onlySource() const { return nullptr; }
    /// The source that takes Segment events with a missing or unknown key (segment §2.2 "open mode"): the built-in
    /// Unassigned source while no project exists, the first source of the project that the setting
    /// `segment_open_mode` names, or null: then such requests are refused.
    [[nodiscard]] virtual Entry openModeSource() const = 0;
};

} // namespace sightglass::domain
