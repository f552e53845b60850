// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/segmentintake.h"

#include "core/utf8.h"
#include "ingest/segment/answers.h"
#include "ingest/segment/rawevent.h"
#include "ingest/segment/settingsdocument.h"
#include "intake/rejections.h"
#include "intake/threadparser.h"

namespace sightglass::intake {

namespace {

namespace seg = ingest::segment;

using namespace std::chrono_literals;
using domain::Request;
using domain::Responder;

constexpr std::chrono::seconds kBusyWait = 5s;
constexpr std::size_t kKeyBytes = 200;

std::string printable(std::string_view text, std::size_t bytes)
{
    const std::string valid = isUtf8(text) ? std::string(text) : repairUtf8(text);
    return std::string(cutUtf8(valid, bytes));
}

} // namespace

SegmentIntake::SegmentIntake(IntakeService& service, const seg::Options& options)
    : m_service(service)
    , m_options(options)
{
}

std::vector<std::pair<std::string_view, domain::Handler>> SegmentIntake::handlers()
{
    const auto handler = [this](void (SegmentIntake::*method)(Request&&, Responder)) {
        return [this, method](Request&& request, Responder respond) {
            (this->*method)(std::move(request), std::move(respond));
        };
    };
    return {
        {"segment.track", handler(&SegmentIntake::event)},     {"segment.batch", handler(&SegmentIntake::batch)},
        {"segment.pixel", handler(&SegmentIntake::pixel)},     {"segment.settings", handler(&SegmentIntake::settings)},
        {"segment.metrics", handler(&SegmentIntake::metrics)}, {"segment.script", handler(&SegmentIntake::script)}};
}

void SegmentIntake::event(Request&& request, Responder respond)
{
    const auto call = request.captures.empty() ? std::nullopt : seg::parseCallWord(request.captures.front());
    if (!call)
        return respond(seg::refused({404, "not_found", "Not found", "There is nothing here."}));
    take(request, Shape::Single, *call, std::move(respond));
}

void SegmentIntake::batch(Request&& request, Responder respond)
{
    take(request, Shape::Batch, {}, std::move(respond));
}

void SegmentIntake::pixel(Request&& request, Responder respond)
{
    const auto call = request.captures.empty() ? std::nullopt : seg::parseCall(request.captures.front());
    if (!call || m_service.ignoresPrefetch(request, domain::Protocol::Segment))
        return respond(seg::pixel());
    const Responder once = m_service.answerWithin(IntakeService::kPersonWaits, std::move(respond), seg::pixel());
    take(request, Shape::Pixel, *call, [once](const domain::Response&) { once(seg::pixel()); });
}

void SegmentIntake::settings(Request&& request, Responder respond)
{
    const std::string key = request.captures.empty() ? std::string() : request.captures.front();
    const auto entry = sourceOf(key);
    respond(entry && entry->source.enabled ? seg::settingsDocument(request, key) : seg::unknownSettings());
}

void SegmentIntake::metrics(Request&&, Responder respond)
{
    respond(seg::accepted());
}

void SegmentIntake::script(Request&& request, Responder respond)
{
    respond(m_scripts.answer(request));
}

void SegmentIntake::take(const Request& request, Shape shape, seg::Call call, Responder respond)
{
    const auto body = seg::readBody(threadParser(), request, shape, m_options.limits);
    if (const auto* failure = std::get_if<seg::Failure>(&body)) {
        if (auto key = seg::basicKey(request); key && !sourceOf(*key))
            return refuseKey(request, *std::move(key), {}, respond);
        return refuseRequest(request, *failure, respond);
    }
    const auto& document = std::get<json::Document>(body);
    std::string key = seg::writeKey(request, document.root, shape);
    const auto entry = sourceOf(key);
    if (!entry)
        return refuseKey(request, std::move(key), seg::excerpt(document.root), respond);
    if (m_service.refusesSwitchedOff(*entry, domain::Protocol::Segment, request.receivedAt))
        return respond(seg::invalidWriteKey());
    auto decoded = shape == Shape::Batch ? seg::decodeBatch(request, document, *entry, m_options)
                                         : seg::decodeSingle(request, document, call, *entry, m_options);
    accept(request, *entry, std::move(decoded), std::move(respond));
}

void SegmentIntake::accept(const Request& request, const domain::SourceEntry& entry, seg::Decoded decoded,
                           Responder respond)
{
    if (!decoded.refusals.empty())
        reportItems(request, entry, std::move(decoded.refusals));
    if (decoded.events.empty())
        return respond(std::move(decoded.answer));
    if (IntakeService::optsOut(request, entry.project)) {
        m_service.ignored(domain::Protocol::Segment, Ignored::OptOut, decoded.events.size());
        return respond(std::move(decoded.answer));
    }
    if (const auto wait = m_service.overLimit(entry.source, decoded.events.size(), request.receivedAt)) {
        m_service.refused(rateLimited(domain::Protocol::Segment, request.receivedAt, entry));
        return respond(seg::rateLimited(*wait));
    }
    m_service.store(entry, std::move(decoded.events), request.receivedAt,
                    [respond = std::move(respond), answer = std::move(decoded.answer)](StoreResult result) mutable {
                        if (result == StoreResult::Stored)
                            respond(std::move(answer));
                        else
                            respond(result == StoreResult::Busy ? seg::rateLimited(kBusyWait) : seg::unavailable());
                    });
}

void SegmentIntake::refuseRequest(const Request& request, const seg::Failure& failure, const Responder& respond)
{
    // What could not be read may hold a key anywhere: nothing of it is shown.
    report(request, nullptr, failure.code, failure.message, {});
    respond(seg::refused(failure));
}

void SegmentIntake::refuseKey(const Request& request, std::string key, std::string excerpt, const Responder& respond)
{
    const std::string detail =
        key.empty() ? "The request carries no write key." : "The write key belongs to no source of this hub.";
    report(request, nullptr, "invalid_write_key", detail, std::move(excerpt), printable(key, kKeyBytes));
    respond(seg::invalidWriteKey());
}

void SegmentIntake::report(const Request& request, const domain::SourceEntry* entry, std::string_view reason,
                           std::string_view detail, std::string excerpt, std::string key)
{
    domain::Rejection rejection = rejectionOf(domain::Protocol::Segment, request.receivedAt, entry, reason, detail);
    rejection.key = std::move(key);
    rejection.excerpt = std::move(excerpt);
    m_service.refused(std::move(rejection));
}

void SegmentIntake::reportItems(const Request& request, const domain::SourceEntry& entry,
                                std::vector<ingest::Refusal> refusals)
{
    for (ingest::Refusal& refusal : refusals)
        m_service.refused(rejectionOf(domain::Protocol::Segment, request.receivedAt, entry, std::move(refusal)));
}

domain::SourceDirectory::Entry SegmentIntake::sourceOf(std::string_view key) const
{
    auto entry = key.empty() ? nullptr : m_service.directory().byWriteKey(key);
    return entry ? entry : m_service.directory().openModeSource();
}

} // namespace sightglass::intake
