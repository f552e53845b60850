// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/livehub.h"
#include "api/tokens.h"
#include "core/counters.h"
#include "core/jobs.h"
#include "core/settings.h"
#include "domain/livesessions.h"
#include "domain/query.h"
#include "domain/sharedaddresses.h"
#include "domain/unknownsenders.h"
#include "storage/store.h"

#include <QJsonArray>

#include <functional>
#include <string>
#include <vector>

namespace sightglass::api {

/// Tells whether an event passes a list of filters.
using EventTest = std::function<bool(const domain::Event&)>;

/// What API v2 works with; made by the service, outlives the Api.
struct ApiParts
{
    storage::Store& store;
    LiveHub& live;
    Settings& settings;
    Counters& counters;
    const Clock& clock;
    TokenBook& tokens;
    Jobs& jobs;
    domain::UnknownSenders& unknown;
    domain::SharedAddresses& shared;
    const domain::LiveSessions& sessions;
    /// Answers a query description (spec api §4). Any worker thread.
    std::function<Expected<QJsonObject>(const domain::Project&, const QJsonObject&, const domain::Cancellation&)> ask;
    /// Answers several, each as `ask` does; what they ask of the same events is read once.
    std::function<std::vector<Expected<QJsonObject>>(const domain::Project&, const std::vector<QJsonObject>&,
                                                     const domain::Cancellation&)>
        askAll;
    /// Whether a description can be read, without answering it; errors as `ask`.
    std::function<Expected<void>(const domain::Project&, const QJsonObject&)> checkDescription;
    /// Filters of `/events` and `/live`: those that one event decides. InvalidInput with a pointer.
    std::function<Expected<EventTest>(const QJsonArray& filters)> eventTest;
    /// The shape of the NDJSON export.
    std::function<QJsonObject(const domain::Event&)> eventJson;
    /// Whether a peer may read the metrics without a token (setting `metrics_networks`).
    std::function<bool(const std::string& address)> isMetricsPeer;
    /// Start an import or an export of a project's events; the body as in api/jobs.cpp.
    std::function<Expected<JobState>(const domain::Project&, const QJsonObject&)> startImport;
    std::function<Expected<JobState>(const domain::Project&, const QJsonObject&)> startExport;
    /// What the first rows of somebody else's file say; the body as in api/jobs.cpp.
    std::function<Expected<QJsonObject>(const QJsonObject&)> previewImport;
    /// Visitor keys that a user id or an anonymous id may have in a project.
    std::function<std::vector<std::uint64_t>(ProjectId, const std::string& id)> visitorKeys;
    /// Erases the people behind these visitor keys.
    std::function<Expected<JobState>(ProjectId, std::vector<std::uint64_t> keys)> startErasure;
    /// Judges the project's events by today's lists of bots.
    std::function<Expected<JobState>(ProjectId)> startRelabelling;
    /// Seals all events, merges chunks and lets the file shrink.
    std::function<Expected<JobState>()> startCompaction;
    /// Fills a demo project; `weeks` and `seed` as in `sightglassd demo add`.
    std::function<Expected<domain::Project>(int weeks, std::uint32_t seed)> addDemo;
    /// Asks a pulled metric's address now and stores what it says; blocks for at most ten seconds.
    std::function<Expected<domain::SavedItem>(ProjectId, SavedId)> pullMetric;
    std::string version;
};

} // namespace sightglass::api
