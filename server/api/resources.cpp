// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resources.h"

#include <array>

namespace sightglass::api {

namespace {

using enum domain::Method;
using enum domain::Scope;
using enum domain::SavedKind;

/// A handler of saved things, bound to their kind.
template <Answer (*kHandler)(const Call&, domain::SavedKind), domain::SavedKind kKind> Answer of(const Call& call)
{
    return kHandler(call, kKind);
}

// clang-format off
constexpr std::array kResources{
    Resource{Get, "projects", Read, "listProjects", "All projects", listProjects},
    Resource{Post, "projects", Write, "addProject", "Add a project with its first source", addProject},
    Resource{Get, "projects/{p}", Read, "getProject", "One project", getProject},
    Resource{Patch, "projects/{p}", Write, "changeProject", "Change a project", changeProject},
    Resource{Delete, "projects/{p}", Admin, "removeProject", "Remove a project with its sources and events", removeProject},
    Resource{Get, "projects/{p}/sources", Read, "listSources", "The project's sources", listSources},
    Resource{Post, "projects/{p}/sources", Write, "addSource", "Add a source", addSource},
    Resource{Get, "projects/{p}/sources/{s}", Read, "getSource", "One source", getSource},
    Resource{Patch, "projects/{p}/sources/{s}", Write, "changeSource", "Change a source", changeSource},
    Resource{Delete, "projects/{p}/sources/{s}", Write, "removeSource", "Remove a source", removeSource},
    Resource{Get, "projects/{p}/sources/{s}/online", Read, "countSessions", "OpenTrace sessions of a source that are there now", countSessions},
    Resource{Post, "projects/{p}/query", Read, "query", "Answer a query description", answerQuery},
    Resource{Get, "projects/{p}/events", Read, "listEvents", "Events, newest first, shaped like the NDJSON export", listEvents},
    Resource{Get, "projects/{p}/people", Read, "listPeople", "People and visitors, last seen first", listPeople},
    Resource{Get, "projects/{p}/people/{x}", Read, "getPerson", "One person, by id, user id or anonymous id", getPerson},
    Resource{Delete, "projects/{p}/people/{x}", Admin, "erasePerson", "Erase every trace of a person, as a job", erasePerson},
    Resource{Get, "projects/{p}/people/{x}/timeline", Read, "listTimeline", "All events of a person, oldest first", listTimeline},
    Resource{Post, "projects/{p}/relabel", Admin, "startRelabelling", "Judge all events by today's lists of bots, as a job", startRelabelling},
    Resource{Get, "projects/{p}/goals", Read, "listGoals", "The project's goals", of<listSaved, Goal>},
    Resource{Post, "projects/{p}/goals", Write, "addGoal", "Save a goal", of<addSaved, Goal>},
    Resource{Get, "projects/{p}/goals/{x}", Read, "getGoal", "One goal", of<getSaved, Goal>},
    Resource{Patch, "projects/{p}/goals/{x}", Write, "changeGoal", "Change a goal", of<changeSaved, Goal>},
    Resource{Delete, "projects/{p}/goals/{x}", Write, "removeGoal", "Remove a goal", of<removeSaved, Goal>},
    Resource{Get, "projects/{p}/segments", Read, "listSegments", "The project's segments", of<listSaved, Segment>},
    Resource{Post, "projects/{p}/segments", Write, "addSegment", "Save a segment", of<addSaved, Segment>},
    Resource{Get, "projects/{p}/segments/{x}", Read, "getSegment", "One segment", of<getSaved, Segment>},
    Resource{Patch, "projects/{p}/segments/{x}", Write, "changeSegment", "Change a segment", of<changeSaved, Segment>},
    Resource{Delete, "projects/{p}/segments/{x}", Write, "removeSegment", "Remove a segment", of<removeSaved, Segment>},
    Resource{Post, "projects/{p}/segments/{x}/freeze", Write, "freezeSegment", "Let a segment be the people whom it chooses now", freezeSegment},
    Resource{Delete, "projects/{p}/segments/{x}/freeze", Write, "thawSegment", "Let a segment be its filters again", thawSegment},
    Resource{Get, "projects/{p}/reports", Read, "listReports", "The project's reports", of<listSaved, Report>},
    Resource{Post, "projects/{p}/reports", Write, "addReport", "Save a report", of<addSaved, Report>},
    Resource{Get, "projects/{p}/reports/{x}", Read, "getReport", "One report", of<getSaved, Report>},
    Resource{Patch, "projects/{p}/reports/{x}", Write, "changeReport", "Change a report", of<changeSaved, Report>},
    Resource{Delete, "projects/{p}/reports/{x}", Write, "removeReport", "Remove a report", of<removeSaved, Report>},
    Resource{Get, "projects/{p}/annotations", Read, "listAnnotations", "The project's annotations", of<listSaved, Annotation>},
    Resource{Post, "projects/{p}/annotations", Write, "addAnnotation", "Save an annotation", of<addSaved, Annotation>},
    Resource{Get, "projects/{p}/annotations/{x}", Read, "getAnnotation", "One annotation", of<getSaved, Annotation>},
    Resource{Patch, "projects/{p}/annotations/{x}", Write, "changeAnnotation", "Change an annotation", of<changeSaved, Annotation>},
    Resource{Delete, "projects/{p}/annotations/{x}", Write, "removeAnnotation", "Remove an annotation", of<removeSaved, Annotation>},
    Resource{Get, "projects/{p}/cohorts", Read, "listCohorts", "The project's cohorts", of<listSaved, Cohort>},
    Resource{Post, "projects/{p}/cohorts", Write, "addCohort", "Save a cohort", of<addSaved, Cohort>},
    Resource{Get, "projects/{p}/cohorts/{x}", Read, "getCohort", "One cohort", of<getSaved, Cohort>},
    Resource{Patch, "projects/{p}/cohorts/{x}", Write, "changeCohort", "Change a cohort", of<changeSaved, Cohort>},
    Resource{Delete, "projects/{p}/cohorts/{x}", Write, "removeCohort", "Remove a cohort", of<removeSaved, Cohort>},
    Resource{Get, "projects/{p}/merges", Read, "listMerges", "People who were made one by naming a session anew, newest first", listMerges},
    Resource{Delete, "projects/{p}/merges/{x}", Write, "removeMerge", "Take a merge back: the people are two again", removeMerge},
    Resource{Get, "projects/{p}/click-links", Read, "listClickLinks", "People whom one click id made one (OpenTrace), newest first", listClickLinks},
    Resource{Delete, "projects/{p}/click-links/{x}", Write, "removeClickLink", "Cut what a click id links; it links nobody from then on", removeClickLink},
    Resource{Get, "projects/{p}/metrics", Read, "listMetrics", "The project's custom metrics", of<listSaved, Metric>},
    Resource{Post, "projects/{p}/metrics", Write, "addMetric", "Save a custom metric: a question, a formula, or data", of<addSaved, Metric>},
    Resource{Post, "projects/{p}/metrics/push", Write, "pushMetric", "Make or renew a metric whose data come from outside, by its key", pushMetric},
    Resource{Get, "projects/{p}/metrics/{x}", Read, "getMetric", "One custom metric", of<getSaved, Metric>},
    Resource{Patch, "projects/{p}/metrics/{x}", Write, "changeMetric", "Change a custom metric", of<changeSaved, Metric>},
    Resource{Delete, "projects/{p}/metrics/{x}", Write, "removeMetric", "Remove a custom metric", of<removeSaved, Metric>},
    Resource{Get, "projects/{p}/metrics/{x}/value", Read, "metricValue", "What a custom metric says now", metricValue},
    Resource{Post, "projects/{p}/metrics/{x}/pull", Write, "pullMetric", "Ask a pulled metric's address now", pullMetric},
    Resource{Get, "projects/{p}/pixels", Read, "listPixels", "The project's counted pictures", of<listSaved, Pixel>},
    Resource{Post, "projects/{p}/pixels", Write, "addPixel", "Make a counted picture: /track/gif/{pixelId}.gif", of<addSaved, Pixel>},
    Resource{Get, "projects/{p}/pixels/{x}", Read, "getPixel", "One counted picture", of<getSaved, Pixel>},
    Resource{Patch, "projects/{p}/pixels/{x}", Write, "changePixel", "Change a counted picture", of<changeSaved, Pixel>},
    Resource{Delete, "projects/{p}/pixels/{x}", Write, "removePixel", "Remove a counted picture; its events stay", of<removeSaved, Pixel>},
    Resource{Get, "projects/{p}/campaigns", Read, "listCampaigns", "Campaigns with their short links and bot links", listCampaigns},
    Resource{Post, "projects/{p}/campaigns", Write, "addCampaign", "Add a campaign; slug and bot code are made when left out", addCampaign},
    Resource{Get, "projects/{p}/campaigns/{x}", Read, "getCampaign", "One campaign", getCampaign},
    Resource{Patch, "projects/{p}/campaigns/{x}", Write, "changeCampaign", "Change a campaign", changeCampaign},
    Resource{Delete, "projects/{p}/campaigns/{x}", Write, "removeCampaign", "Remove a campaign; its links lead nowhere then", removeCampaign},
    Resource{Get, "projects/{p}/rules", Read, "listRules", "Events that pages send by themselves", of<listSaved, Rule>},
    Resource{Post, "projects/{p}/rules", Write, "addRule", "Save a rule: an event for a click, a visit, a form or scrolling", of<addSaved, Rule>},
    Resource{Get, "projects/{p}/rules/{x}", Read, "getRule", "One rule", of<getSaved, Rule>},
    Resource{Patch, "projects/{p}/rules/{x}", Write, "changeRule", "Change a rule", of<changeSaved, Rule>},
    Resource{Delete, "projects/{p}/rules/{x}", Write, "removeRule", "Remove a rule", of<removeSaved, Rule>},
    Resource{Get, "projects/{p}/payments", Read, "listPayments", "Payments that trackers told of, newest first", listPayments},
    Resource{Get, "projects/{p}/lifetime-values", Read, "listLifetimeValues", "What was paid by a user, visitor, order or invoice, largest first", listLifetimeValues},
    Resource{Get, "projects/{p}/agreements", Read, "listAgreements", "What visitors agreed to, newest first", listAgreements},
    Resource{Post, "projects/{p}/imports", Admin, "startImport", "Import a file of this machine", startImport, true},
    Resource{Post, "projects/{p}/imports/preview", Admin, "previewImport", "What the columns of somebody else's file seem to hold", previewImport, true},
    Resource{Post, "projects/{p}/exports", Admin, "startExport", "Export to a file of this machine", startExport, true},
    Resource{Get, "storage", Read, "getStorage", "What the store holds, what the background does, how long the disk lasts", getStorage},
    Resource{Post, "compact", Admin, "startCompaction", "Seal all events, merge chunks, give unused disk space back", startCompaction},
    Resource{Get, "jobs", Read, "listJobs", "Imports, exports and other long work, newest first", listJobs},
    Resource{Get, "jobs/{x}", Read, "getJob", "One job", getJob},
    Resource{Delete, "jobs/{x}", Admin, "cancelJob", "Ask a job to stop", cancelJob},
    Resource{Get, "tokens", Admin, "listTokens", "All tokens, without their texts", listTokens},
    Resource{Post, "tokens", Admin, "addToken", "Add a token; its text is shown this once", addToken},
    Resource{Delete, "tokens/{t}", Admin, "removeToken", "Revoke a token", removeToken},
    Resource{Get, "accounts", Admin, "listAccounts", "Who may set short links, without their passwords", listAccounts},
    Resource{Post, "accounts", Admin, "setAccount", "Add an account that may set short links, or give it another password", setAccount},
    Resource{Delete, "accounts/{x}", Admin, "removeAccount", "Remove an account", removeAccount},
    Resource{Get, "counters", Read, "listCounters", "Counters of services, by id", listCounters},
    Resource{Get, "updates", Read, "listUpdates", "States that services say they are in, by id", listUpdates},
    Resource{Get, "logs", Read, "listLogs", "Log lines of services, newest first", listLogs},
    Resource{Get, "jurisdictions", Read, "listJurisdictions", "What laws ask for where, as the tracker's clients are told", listJurisdictions},
    Resource{Post, "jurisdictions", Admin, "setJurisdiction", "Add what a law asks for, or replace it", setJurisdiction},
    Resource{Delete, "jurisdictions/{x}", Admin, "removeJurisdiction", "Remove what a law asks for", removeJurisdiction},
    Resource{Get, "settings", Admin, "getSettings", "The effective settings and where each came from", getSettings},
    Resource{Patch, "settings", Admin, "changeSettings", "Change settings that no file, variable or flag pins", changeSettings},
    Resource{Get, "audit", Admin, "listAudit", "Who changed what, newest first", listAudit},
    Resource{Get, "rejections", Read, "listRejections", "The last refused requests and items, newest first", listRejections},
    Resource{Get, "senders", Admin, "listSenders", "Ids, keys and hosts that no source has, last seen first", listSenders},
    Resource{Get, "shared-addresses", Admin, "listSharedAddresses", "Addresses that many senders seem to share, last seen first", listSharedAddresses},
    Resource{Get, "sources", Admin, "listUnassignedSources", "Sources that named themselves and belong to no project yet", listUnassignedSources},
    Resource{Patch, "sources/{s}", Admin, "adoptSource", "Give a source that named itself, with its events, to a project", adoptSource},
    Resource{Post, "demo", Admin, "addDemo", "Add a project with made-up traffic", addDemo},
    Resource{Post, "backup", Admin, "makeBackup", "Copy the store to a file of this machine", makeBackup, true},
};
// clang-format on

} // namespace

std::span<const Resource> resources()
{
    return kResources;
}

} // namespace sightglass::api
