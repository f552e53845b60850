// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/trackerreports.h"

#include "ingest/tracker/answers.h"
#include "intake/threadparser.h"
#include "domain/project.h"

#include <variant>

namespace sightglass::intake {

namespace trk = ingest::tracker;

namespace {

/// The messages of a body: its list, or itself.
std::vector<json::Value> messagesOf(json::Value body)
{
    if (!body.isArray())
        return {body};
    std::vector<json::Value> messages;
    for (const json::Value message : body)
        messages.push_back(message);
    return messages;
}

} // namespace

TrackerReports::TrackerReports(TrackerIntake& tracker, TrackerRecorder& recorder,
                               std::function<bool(std::string_view)> opens)
    : m_tracker(tracker)
    , m_recorder(recorder)
    , m_opens(std::move(opens))
{
}

std::vector<std::pair<std::string_view, domain::Handler>> TrackerReports::handlers()
{
    return {{"tracker.report",
             m_tracker.places().counted(
                 [this](domain::Request&& request, const domain::Responder& respond) { take(request, respond); })}};
}

void TrackerReports::take(const domain::Request& request, const domain::Responder& respond)
{
    if (!m_opens || !m_opens(domain::header(request.headers, "Authorization"))) {
        m_tracker.sites().refuse(request, nullptr, "unauthorized",
                                 "Reports ask for a hub token that may change things.");
        return respond(trk::forbidden());
    }
    const auto report = trk::reportOf(request.captures.empty() ? std::string_view() : request.captures.back());
    const auto body = threadParser().parse(request.body);
    if (!report || !body)
        return refuse(request, request.body.empty() ? "Bad request (body)" : "Bad request (data)", respond);
    const auto entry = m_tracker.sites().sourceOf(request, {});
    trk::ReportContext context{
        m_tracker.eventOptions(),
        domain::queryMember(request.query, "subject").value_or(""),
        request.receivedAt,
        {},
        [&entry](std::string_view address) { return domain::storedAddress(address, entry->source.ipMode); }};
    thread_local trk::ReportReader reader;
    std::vector<domain::TrackerRecord> records;
    for (const json::Value message : messagesOf(body->root)) {
        context.newId = timeUuid(request.receivedAt);
        auto read = reader.read(*report, message, context);
        if (const auto* wrong = std::get_if<std::string_view>(&read))
            return refuse(request, *wrong, respond);
        records.push_back(std::get<domain::TrackerRecord>(std::move(read)));
    }
    m_recorder.storeAndAnswer(std::move(records), respond);
}

void TrackerReports::refuse(const domain::Request& request, std::string_view message, const domain::Responder& respond)
{
    m_tracker.sites().refuse(request, nullptr, "bad_report", message);
    respond(trk::badRequest(message));
}

} // namespace sightglass::intake
