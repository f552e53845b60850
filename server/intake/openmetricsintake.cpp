// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/openmetricsintake.h"

#include "domain/webaddress.h"
#include "ingest/openmetrics/payload.h"
#include "intake/rejections.h"
#include "intake/scriptanswer.h"

#include <charconv>

namespace sightglass::intake {

namespace {

namespace om = ingest::openmetrics;

using domain::Method;
using domain::Request;
using domain::Responder;

constexpr std::chrono::seconds kFullQueueWait{5};

/// Its buffers are worth keeping between the requests of one server thread.
om::PayloadReader& payloadReader()
{
    thread_local om::PayloadReader instance;
    return instance;
}

/// Host of the page that sent a request; "" when no page did.
std::string pageHost(const Request& request)
{
    for (const std::string_view name : {"Origin", "Referer"}) {
        if (std::string host = domain::hostAndPort(domain::header(request.headers, name)); !host.empty())
            return host;
    }
    return {};
}

SourceId numberOf(std::string_view capture)
{
    std::int64_t number = 0;
    std::from_chars(capture.data(), capture.data() + capture.size(), number);
    return SourceId(number);
}

} // namespace

OpenMetricsIntake::OpenMetricsIntake(IntakeService& service, om::Options options)
    : m_service(service)
    , m_options(std::move(options))
    , m_script(resourceText(QStringLiteral(":/clients/openmetrics/client.min.js")))
{
}

std::vector<std::pair<std::string_view, domain::Handler>> OpenMetricsIntake::handlers()
{
    return {{"openmetrics.call",
             [this](Request&& request, Responder respond) { call(std::move(request), std::move(respond)); }},
            {"openmetrics.script",
             [this](Request&& request, const Responder& respond) { respond(scriptAnswer(request, m_script)); }}};
}

void OpenMetricsIntake::call(Request&& request, Responder respond)
{
    const auto known = request.captures.empty() ? std::nullopt : om::parseCall(request.captures.back());
    if (!known)
        return respond(om::refused({404, "not_found", "not found"}));
    // A ping's query is nobody's business; a prefetched call is never made (spec openmetrics §2.10).
    const bool isPrefetched =
        request.method != Method::Head && m_service.ignoresPrefetch(request, domain::Protocol::OpenMetrics);
    if (*known == om::Call::Ping || isPrefetched)
        return respond(om::accepted(*known));
    take(request, *known, std::move(respond));
}

void OpenMetricsIntake::take(const Request& request, Call call, Responder respond)
{
    const auto read = payloadReader().read(request, m_options.strict);
    if (const auto* failure = std::get_if<Failure>(&read))
        return refuse(request, nullptr, *failure, respond);
    const auto& payload = std::get<om::Payload>(read);
    const std::string key = om::writeKey(request, payload.object);
    const auto entry = sourceOf(request, key);
    if (!opensWith(key))
        return refuse(request, entry.get(), {403, "bad_key", "bad key"}, respond);
    if (m_service.refusesSwitchedOff(*entry, domain::Protocol::OpenMetrics, request.receivedAt))
        return respond(om::refused({403, "bad_key", "bad key"}));
    if (payload.relaxed)
        m_service.countOfSource("sightglass_openmetrics_relaxed_total", entry->source.id);
    auto decoded = om::decode(request, *entry, call, payload.object, m_options);
    if (const auto* failure = std::get_if<Failure>(&decoded))
        return refuse(request, entry.get(), *failure, respond);
    accept(request, *entry, call, std::get<std::vector<domain::DecodedEvent>>(std::move(decoded)), std::move(respond));
}

void OpenMetricsIntake::accept(const Request& request, const domain::SourceEntry& entry, Call call,
                               std::vector<domain::DecodedEvent> events, Responder respond)
{
    if (request.method == Method::Head)
        return respond(om::accepted(call));
    const bool optsOut = IntakeService::optsOut(request, entry.project) ||
                         (m_options.honourDnt && IntakeService::asksForPrivacy(request));
    if (optsOut) {
        m_service.ignored(domain::Protocol::OpenMetrics, Ignored::OptOut, events.size());
        return respond(om::accepted(call));
    }
    if (const auto wait = m_service.overLimit(entry.source, events.size(), request.receivedAt)) {
        m_service.refused(
            rejectionOf(domain::Protocol::OpenMetrics, request.receivedAt, &entry, "rate_limited", "slow down"));
        return respond(om::slowDown(*wait));
    }
    if (!pageHost(request).empty()) { // a server's own address says nothing about a visitor
        for (domain::DecodedEvent& one : events)
            one.excludableAddress = request.clientAddress;
    }
    m_service.store(entry, std::move(events), request.receivedAt, [respond = std::move(respond), call](StoreResult r) {
        if (r == StoreResult::Stored)
            respond(om::accepted(call));
        else
            respond(r == StoreResult::Busy ? om::slowDown(kFullQueueWait) : om::unavailable());
    });
}

/// Nothing of what was sent is shown: a payload may hold a key anywhere.
void OpenMetricsIntake::refuse(const Request& request, const domain::SourceEntry* entry, const Failure& failure,
                               const Responder& respond)
{
    m_service.refused(
        rejectionOf(domain::Protocol::OpenMetrics, request.receivedAt, entry, failure.code, failure.line));
    respond(om::refused(failure));
}

domain::SourceDirectory::Entry OpenMetricsIntake::sourceOf(const Request& request, std::string_view key) const
{
    const domain::SourceDirectory& directory = m_service.directory();
    if (auto entry = key.empty() ? nullptr : directory.byWriteKey(key))
        return entry;
    if (request.captures.size() > 1) { // the address names one, known or not
        auto entry = directory.byId(numberOf(request.captures.front()));
        return entry ? entry : directory.byId(domain::kUnassignedSource);
    }
    if (auto entry = directory.byHost(request.host))
        return entry;
    if (auto entry = directory.byHost(pageHost(request)))
        return entry;
    auto only = directory.onlySource();
    return only ? only : directory.byId(domain::kUnassignedSource);
}

bool OpenMetricsIntake::opensWith(std::string_view key) const
{
    return m_options.writeKey.empty() || key == m_options.writeKey ||
           (!key.empty() && m_service.directory().byWriteKey(key) != nullptr);
}

} // namespace sightglass::intake
