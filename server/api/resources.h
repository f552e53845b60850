// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/call.h"
#include "domain/saved.h"

#include <span>
#include <string_view>

namespace sightglass::api {

/// One method of one resource below /api/v2. `{x}` takes one segment. Dispatch and the served description are both made
/// from this table, so they cannot drift apart.
struct Resource
{
    domain::Method method = domain::Method::Get;
    std::string_view pattern; ///< e.g. "projects/{p}/sources"
    domain::Scope scope = domain::Scope::Read;
    std::string_view id; ///< operationId, e.g. "listSources"
    std::string_view summary;
    Answer (*answer)(const Call&) = nullptr;
    bool isLocalOnly = false; ///< Only through the control socket.
};

[[nodiscard]] std::span<const Resource> resources();

Answer listProjects(const Call& call);
Answer addProject(const Call& call);
Answer getProject(const Call& call);
Answer changeProject(const Call& call);
Answer removeProject(const Call& call);

Answer listSources(const Call& call);
Answer listUnassignedSources(const Call& call);
Answer adoptSource(const Call& call);
/// Starts the job that judges a project's events by its rules of now.
void judgeAnew(const Call& call, ProjectId project);
Answer addSource(const Call& call);
Answer getSource(const Call& call);
Answer changeSource(const Call& call);
Answer removeSource(const Call& call);
/// How many OpenTrace sessions of a source are there now (opentrace §4).
Answer countSessions(const Call& call);

/// Campaigns with their short links and bot links (opentrace §5).
Answer listCampaigns(const Call& call);
Answer addCampaign(const Call& call);
Answer getCampaign(const Call& call);
Answer changeCampaign(const Call& call);
Answer removeCampaign(const Call& call);

/// Who may set the tracker's short links (spec tracker §2.6).
Answer listAccounts(const Call& call);
Answer setAccount(const Call& call);
Answer removeAccount(const Call& call);
/// What trackers report beside events (spec tracker §12–§14).
Answer listCounters(const Call& call);
Answer listUpdates(const Call& call);
Answer listLogs(const Call& call);
Answer listPayments(const Call& call);
Answer listLifetimeValues(const Call& call);
Answer listAgreements(const Call& call);
Answer listJurisdictions(const Call& call);
Answer setJurisdiction(const Call& call);
Answer removeJurisdiction(const Call& call);

Answer listTokens(const Call& call);
Answer addToken(const Call& call);
Answer removeToken(const Call& call);

Answer getSettings(const Call& call);
Answer changeSettings(const Call& call);
Answer listAudit(const Call& call);
Answer listRejections(const Call& call);
Answer listSenders(const Call& call);
Answer listSharedAddresses(const Call& call);
Answer addDemo(const Call& call);
Answer makeBackup(const Call& call);

/// Goals, segments, reports, annotations, cohorts, metrics: one way for all.
Answer listSaved(const Call& call, domain::SavedKind kind);
Answer addSaved(const Call& call, domain::SavedKind kind);
Answer getSaved(const Call& call, domain::SavedKind kind);
Answer changeSaved(const Call& call, domain::SavedKind kind);
Answer removeSaved(const Call& call, domain::SavedKind kind);

/// User groups whose people stay who they are now (openmetrics §8.5).
Answer freezeSegment(const Call& call);
Answer thawSegment(const Call& call);

/// People who were made one by naming a session anew (openmetrics §6.3), and the way back.
Answer listMerges(const Call& call);
Answer removeMerge(const Call& call);
Answer listClickLinks(const Call& call);
Answer removeClickLink(const Call& call);

/// Custom metrics (openmetrics §13.1, §14.1, §14.2).
Answer metricValue(const Call& call);
Answer pushMetric(const Call& call);
Answer pullMetric(const Call& call);

Answer listJobs(const Call& call);
Answer getJob(const Call& call);
Answer cancelJob(const Call& call);
Answer startImport(const Call& call);
Answer previewImport(const Call& call);
Answer startExport(const Call& call);
Answer startCompaction(const Call& call);
Answer startRelabelling(const Call& call);

Answer listPeople(const Call& call);
Answer getPerson(const Call& call);
Answer erasePerson(const Call& call);
Answer listTimeline(const Call& call);
Answer getStorage(const Call& call);

Answer answerQuery(const Call& call);
Answer listEvents(const Call& call);

} // namespace sightglass::api
