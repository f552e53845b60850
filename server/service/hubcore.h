// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/api.h"
#include "api/livehub.h"
#include "api/tokens.h"
#include "core/clock.h"
#include "core/counters.h"
#include "core/settings.h"
#include "pipeline/geolookup.h"
#include "pipeline/pipeline.h"
#include "pipeline/referencedata.h"
#include "query/acquisition.h"
#include "service/effectivesources.h"
#include "service/hubjobs.h"
#include "service/metricpuller.h"
#include "storage/store.h"

#include <memory>

namespace sightglass::service {

/// The hub without its doors: the store, the pipeline and API v2, wired. A running hub puts HTTP, intake and the
/// control socket around it; a command that finds no running hub opens it, asks API v2 in its own process, and ends.
///
/// Thread: made and destroyed on the main thread. Opening takes the data directory's lock.
class HubCore
{
public:
    /// Settings kept in the store join `settings`. Errors: Conflict (a hub runs on this directory), Forbidden (it
    /// belongs to another user), and those of Store::open().
    [[nodiscard]] static Expected<std::unique_ptr<HubCore>> open(Settings& settings, const QString& directory,
                                                                 const Clock& clock);
    ~HubCore();
    HubCore(const HubCore&) = delete;
    HubCore& operator=(const HubCore&) = delete;

    [[nodiscard]] storage::Store& store() { return *m_store; }
    [[nodiscard]] api::Api& api() { return *m_api; }
    /// Pulled metrics are asked for from now on; before the first request is answered. Stopping ends calls that run.
    void startPulling();
    void stopPulling();
    [[nodiscard]] api::LiveHub& live() { return m_live; }
    [[nodiscard]] api::TokenBook& tokens() { return m_tokens; }
    [[nodiscard]] Counters& counters() { return m_counters; }
    [[nodiscard]] const pipeline::Pipeline& pipeline() const { return *m_pipeline; }
    [[nodiscard]] domain::UnknownSenders& unknownSenders() { return m_unknown; }
    [[nodiscard]] domain::SharedAddresses& sharedAddresses() { return m_shared; }
    [[nodiscard]] domain::LiveSessions& sessions() { return m_sessions; }
    [[nodiscard]] const domain::SourceDirectory& sources() const { return m_sources; }
    [[nodiscard]] const pipeline::ReferenceData& referenceData() const { return *m_knowledge.data; }
    /// Null without a geo database.
    [[nodiscard]] const pipeline::GeoLookup* geo() const { return m_knowledge.geo.get(); }

    /// Answers a description of a question (spec api §4). Blocks: for worker threads.
    [[nodiscard]] Expected<QJsonObject> ask(const domain::Project& project, const QJsonObject& description,
                                            const domain::Cancellation& cancel);
    /// Each as ask() does, in their order; what several ask of the same events is read once.
    [[nodiscard]] std::vector<Expected<QJsonObject>> askAll(const domain::Project& project,
                                                            const std::vector<QJsonObject>& descriptions,
                                                            const domain::Cancellation& cancel);

private:
    /// What is known about the world: tables of the program or the data directory, and the geo database.
    struct Knowledge
    {
        std::shared_ptr<const pipeline::ReferenceData> data;
        std::shared_ptr<const pipeline::GeoLookup> geo;
    };

    [[nodiscard]] static Expected<Knowledge> loadKnowledge(const Settings& settings, const QString& directory);
    HubCore(Settings& settings, const QString& directory, std::unique_ptr<storage::Store> store,
            const Knowledge& knowledge, const Clock& clock);
    [[nodiscard]] api::ApiParts apiParts();
    [[nodiscard]] Expected<void> adoptWriteKey();

    Settings& m_settings;
    const Knowledge m_knowledge;
    const QString m_directory;
    const Clock& m_clock;
    Counters m_counters;
    std::unique_ptr<storage::Store> m_store;
    EffectiveSources m_sources;
    api::LiveHub m_live;
    api::TokenBook m_tokens;
    domain::UnknownSenders m_unknown;
    domain::LiveSessions m_sessions;
    domain::SharedAddresses m_shared;
    query::AcquisitionNames m_names;
    std::unique_ptr<const pipeline::Pipeline> m_pipeline;
    std::unique_ptr<HubJobs> m_jobs;
    std::unique_ptr<MetricPuller> m_puller;
    std::unique_ptr<api::Api> m_api;
};

/// Refuses to work on a directory of another user (design §2.5): Forbidden, with a sentence that says what to do.
[[nodiscard]] Expected<void> checkOwner(const QString& directory);

} // namespace sightglass::service
