// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/exportjob.h"
#include "service/importjob.h"
#include "support/manualclock.h"

#include <QTest>

#include <array>
#include <functional>
#include <memory>

namespace sightglass::test {

/// A store with one project and two sources, and a pipeline over it.
struct ImportHub
{
    explicit ImportHub(const QString& directory)
        : folder(directory)
    {
        storage::StoreOptions options;
        options.directory = directory;
        store = std::move(*storage::Store::open(options, clock));
        domain::Project wanted;
        wanted.name = "Shop";
        project = *store->control().addProject(wanted);
        for (domain::Source& source : sources) {
            source.project = project.id;
            source = *store->control().addSource(source);
        }
        pipeline::PipelineParts parts;
        parts.idSecret = store->secret("ids");
        pipeline = std::make_unique<pipeline::Pipeline>(std::move(parts));
    }

    JobState import(const QString& file, service::ExchangeFormat format,
                    const std::function<void(JobControl&)>& meanwhile = {},
                    const std::optional<service::ExternalFile>& external = {})
    {
        service::ImportPlan plan{project, file, format, {}, folder + QStringLiteral("/imports"), 64 * 1024, external};
        service::ImportJob job(plan, *store, *pipeline);
        JobControl control({});
        if (meanwhile)
            meanwhile(control);
        JobState state = control.state();
        const Expected<void> done = job.run(control);
        state = control.state();
        state.error = done ? QString() : done.error().detail;
        return state;
    }
    void exportTo(const QString& file, service::ExchangeFormat format)
    {
        JobControl control({});
        const Expected<void> done =
            service::exportEvents({project.id, {TimePoint::min(), TimePoint::max()}, format, file}, *store, control);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }
    std::vector<domain::Event> events()
    {
        std::vector<domain::Event> out;
        const auto read =
            store->eachEvent(project.id, {TimePoint::min(), TimePoint::max()}, [&out](const domain::Event& event) {
                out.push_back(event);
                return Expected<void>();
            });
        if (!read)
            qWarning("%s", qPrintable(read.error().detail));
        return out;
    }

    const QString folder;
    ManualClock clock{at("2026-03-10T10:00:00.000Z")};
    std::unique_ptr<storage::Store> store;
    domain::Project project;
    std::array<domain::Source, 2> sources;
    std::unique_ptr<pipeline::Pipeline> pipeline;
};

} // namespace sightglass::test
