// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sourcedirectory.h"

#include <array>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace sightglass::storage {

/// Projects and sources as of one commit, indexed by what senders name. Never changed once made.
class SourceSnapshot
{
public:
    using Entry = domain::SourceDirectory::Entry;

    SourceSnapshot();
    /// `openModeProject` is the setting segment_open_mode, none when it is not set.
    SourceSnapshot(const std::vector<domain::Project>& projects, const std::vector<domain::Source>& sources,
                   ProjectId openModeProject);

    [[nodiscard]] Entry byWriteKey(std::string_view key) const { return byPublicId(domain::Protocol::Segment, key); }
    [[nodiscard]] Entry byPublicId(domain::Protocol protocol, std::string_view id) const;
    [[nodiscard]] Entry byId(SourceId id) const;
    [[nodiscard]] Entry firstOfProject(ProjectId id) const;
    [[nodiscard]] Entry byHost(std::string_view host) const;
    [[nodiscard]] Entry onlySource() const { return m_sources == 1 ? m_first : nullptr; }
    [[nodiscard]] Entry openModeSource() const { return m_openMode; }
    /// None when the source is gone.
    [[nodiscard]] ProjectId projectOf(SourceId id) const;
    [[nodiscard]] std::set<SourceId> sourcesOf(ProjectId id) const;
    /// Those with a source, in no particular order.
    [[nodiscard]] std::vector<domain::Project> projects() const;

private:
    struct TextHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    void add(const domain::Source& source, const domain::Project& project);

    using EntryByText = std::unordered_map<std::string, Entry, TextHash, std::equal_to<>>;

    std::array<EntryByText, domain::kProtocolCount> m_byPublicId; ///< One for each protocol.
    std::unordered_map<SourceId, Entry> m_byId;
    std::unordered_map<ProjectId, Entry> m_firstOfProject;
    EntryByText m_byHost;
    Entry m_openMode;
    Entry m_first;             ///< Of the sources that are no demo's.
    std::size_t m_sources = 0; ///< Of those.
};

/// The directory that the rest of the hub sees: always the newest snapshot.
/// Thread: any; publish() is called by the writer after its commit.
class SourceTable final : public domain::SourceDirectory
{
public:
    using Snapshot = std::shared_ptr<const SourceSnapshot>;

    [[nodiscard]] Entry byWriteKey(std::string_view key) const override { return snapshot()->byWriteKey(key); }
    [[nodiscard]] Entry byPublicId(domain::Protocol protocol, std::string_view id) const override
    {
        return snapshot()->byPublicId(protocol, id);
    }
    [[nodiscard]] Entry byId(SourceId id) const override { return snapshot()->byId(id); }
    [[nodiscard]] Entry firstOfProject(ProjectId id) const override { return snapshot()->firstOfProject(id); }
    [[nodiscard]] Entry byHost(std::string_view host) const override { return snapshot()->byHost(host); }
    [[nodiscard]] Entry onlySource() const override { return snapshot()->onlySource(); }
    [[nodiscard]] Entry openModeSource() const override { return snapshot()->openModeSource(); }

    [[nodiscard]] Snapshot snapshot() const;
    void publish(Snapshot snapshot);

private:
    mutable std::mutex m_mutex;
    Snapshot m_snapshot = std::make_shared<const SourceSnapshot>();
};

} // namespace sightglass::storage
