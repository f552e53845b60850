// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/demo.h"

#include "pipeline/pipeline.h"
#include "storage/store.h"

#include <algorithm>
#include <future>
#include <memory>
#include <utility>

namespace sightglass::service {

namespace {

constexpr std::size_t kSubmission = 1000;

Expected<domain::SourceEntry> addProject(storage::ControlStore& control)
{
    domain::Project project;
    project.name = "Demo: Kestrel Maps";
    project.timezone = "Europe/Berlin";
    project.demo = true;
    auto added = control.addProject(std::move(project));
    if (!added)
        return unexpected(added.error());
    domain::Source source;
    source.project = added->id;
    source.name = "Website (demo)";
    source.hosts = {"kestrelmaps.example"};
    auto sourceAdded = control.addSource(std::move(source));
    if (!sourceAdded)
        return unexpected(sourceAdded.error());
    return domain::SourceEntry{std::move(*sourceAdded), std::move(*added)};
}

/// Hands a group to the sink and waits for its commit.
Expected<void> storeAndWait(domain::EventSink& sink, std::vector<domain::Event> events)
{
    auto committed = std::make_shared<std::promise<Expected<void>>>();
    auto outcome = committed->get_future();
    auto taken = sink.submit(std::move(events), [committed](Expected<domain::StoreOutcome> result) {
        committed->set_value(std::move(result).transform([](domain::StoreOutcome&&) {}));
    });
    return taken ? outcome.get() : Expected<void>(unexpected(taken.error()));
}

} // namespace

Expected<domain::Project> addDemo(storage::Store& store, const pipeline::Pipeline& pipeline, const DemoPlan& plan)
{
    const auto projects = store.control().projects();
    if (!projects)
        return unexpected(projects.error());
    const auto there =
        std::find_if(projects->begin(), projects->end(), [](const domain::Project& p) { return p.demo; });
    if (there != projects->end())
        return *there;
    const auto entry = addProject(store.control());
    if (!entry)
        return unexpected(entry.error());
    std::vector<domain::Event> group;
    for (domain::DecodedEvent& decoded : demoTraffic(plan)) {
        // Received when it happened, so that the history looks lived rather than imported.
        const TimePoint at = *decoded.event.statedAt;
        decoded.event.receivedAt = at;
        if (pipeline.complete(decoded, *entry, at) == pipeline::Disposition::Store)
            group.push_back(std::move(decoded.event));
        if (group.size() < kSubmission)
            continue;
        if (auto stored = storeAndWait(store.sink(), std::exchange(group, {})); !stored)
            return unexpected(stored.error());
    }
    if (auto stored = storeAndWait(store.sink(), std::move(group)); !stored)
        return unexpected(stored.error());
    return entry->project;
}

Expected<int> removeDemo(storage::Store& store)
{
    const auto projects = store.control().projects();
    if (!projects)
        return unexpected(projects.error());
    int removed = 0;
    for (const domain::Project& project : *projects) {
        if (!project.demo)
            continue;
        if (auto gone = store.control().removeProject(project.id); !gone)
            return unexpected(gone.error());
        ++removed;
    }
    return removed;
}

} // namespace sightglass::service
