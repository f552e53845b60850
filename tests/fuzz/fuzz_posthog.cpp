// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The PostHog decoder with everything it calls: gzip, forms, base64, envelopes, ids, times, addresses, amounts,
// exceptions. The first byte of the input says how the request comes; of a GET the rest is the query, else the body.
#include "core/utf8.h"
#include "ingest/posthog/requestbody.h"
#include "ingest/posthog/requestdecoder.h"

#include <cstdint>
#include <cstdlib>

using namespace sightglass;
namespace ph = ingest::posthog;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkRefusal(const ph::Failure& failure)
{
    require(failure.status >= 400 && failure.status < 500 && !failure.code.empty());
    json::Parser parser;
    require(parser.parse(ph::refused(failure).body).has_value());
}

/// Every text that is stored is UTF-8, and what claims to be JSON is.
void checkEvent(const domain::DecodedEvent& one)
{
    json::Parser parser;
    const domain::Event& event = one.event;
    require(parser.parse(event.raw).has_value());
    require(event.exception.empty() || parser.parse(event.exception).has_value());
    require(isUtf8(event.name) && isUtf8(event.userId) && isUtf8(event.anonymousId) && isUtf8(event.path));
    require(!event.name.empty() && event.name.size() <= 200 && event.messageId.size() <= 255);
    require(event.userId.size() <= 600 && event.anonymousId.size() <= 200); // NFC may lengthen
    require(!event.scrollDepth || (*event.scrollDepth >= 0 && *event.scrollDepth <= 100));
    require(event.engagementMs >= 0);
    for (const domain::Property& property : event.properties)
        require(isUtf8(property.key) && property.key.size() <= 300 && !property.key.starts_with('$'));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    static json::Parser parser;
    const unsigned kind = data[0];
    const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
    domain::Request request;
    request.route = "posthog.capture";
    request.clientAddress = "203.0.113.9";
    request.privateAuthority = (kind & 0x20U) != 0;
    if (kind & 0x80U) {
        request.query = text;
    } else {
        request.method = domain::Method::Post;
        request.body = text;
        request.query = "_=" + text.substr(0, 24);
    }
    if (kind & 0x40U)
        request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Origin", "https://e.com"}};
    domain::SourceEntry entry;
    entry.source.storeClickIds = entry.source.storeFullUrl = (kind & 0x10U) != 0;

    const auto body = ph::readBody(parser, request, 1 << 20);
    if (const auto* failure = std::get_if<ph::Failure>(&body)) {
        checkRefusal(*failure);
        return 0;
    }
    const auto& document = std::get<json::Document>(body);
    static_cast<void>(ph::tokenOf(document.root));
    const auto opened = ph::openEnvelope(document.root);
    if (const auto* failure = std::get_if<ph::Failure>(&opened)) {
        checkRefusal(*failure);
        return 0;
    }
    const auto& envelope = std::get<ph::Envelope>(opened);
    require(!envelope.token.empty() && !envelope.events.empty() && envelope.events.size() <= ph::kMostEvents);
    const ph::Decoded decoded = ph::decode(request, envelope, document.repaired, entry);
    std::size_t items = decoded.events.size() + decoded.discarded;
    for (const ingest::Refusal& refusal : decoded.refusals) {
        items += refusal.items;
        require(isUtf8(refusal.excerpt) && refusal.excerpt.size() <= 500);
    }
    require(items == envelope.events.size());
    for (const domain::DecodedEvent& event : decoded.events)
        checkEvent(event);
    return 0;
}
