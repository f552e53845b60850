// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The OpenMetrics decoder with everything it calls: where q ends, percent and form decoding, the relaxed dialect,
// times, properties, answers. The first byte of the input says which call it is and how it comes; of a GET the rest is
// the query, of a POST the body.
#include "core/utf8.h"
#include "ingest/openmetrics/payload.h"
#include "ingest/openmetrics/requestdecoder.h"

#include <cstdint>
#include <cstdlib>

using namespace sightglass;
namespace om = ingest::openmetrics;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// Every text that is stored is UTF-8, and what claims to be JSON is.
void check(const std::vector<domain::DecodedEvent>& events, bool isBatch)
{
    json::Parser parser;
    require(!events.empty() && (isBatch || events.size() == 1));
    for (const domain::DecodedEvent& one : events) {
        const domain::Event& event = one.event;
        require(event.raw.empty() || parser.parse(event.raw).has_value());
        require(isUtf8(event.name) && isUtf8(event.userId) && isUtf8(event.anonymousId));
        require(!event.anonymousId.empty() && event.anonymousId.size() <= 256 && event.name.size() <= 1024);
        require(event.messageId.size() <= 255 && one.address.empty() && one.userAgent.empty());
        for (const domain::Property& property : event.properties)
            require(isUtf8(property.key) && property.key.size() <= 300);
    }
}

/// What the reader wrote is JSON, and reads as itself without being relaxed.
void checkDialect(const std::string& text)
{
    om::DialectReader reader;
    std::string json;
    std::string again;
    if (reader.read(text, json))
        return;
    require(!reader.read(json, again) && !reader.relaxed() && again == json);
}

const domain::SourceEntry& sourceWithPages()
{
    static const domain::SourceEntry entry = [] {
        domain::SourceEntry out;
        out.source.pageviewNames = {"view"};
        return out;
    }();
    return entry;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    static om::PayloadReader reader;
    const unsigned kind = data[0];
    const auto call = static_cast<om::Call>(1 + kind % 5);
    domain::Request request;
    request.route = "openmetrics.call";
    const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
    if (kind & 0x80U) {
        request.method = domain::Method::Post;
        request.body = text;
        request.headers = {{"Cookie", "_metricId=" + text.substr(0, 20)}};
    } else {
        request.target = "/v1/events?" + text;
        request.query = text.substr(0, text.find('#'));
    }
    om::Options options;
    options.strict = (kind & 0x40U) != 0;
    if (kind & 0x20U)
        options.identity = om::IdentityMode::Split;
    if (isUtf8(text))
        checkDialect(text);

    const auto read = reader.read(request, options.strict);
    if (const auto* failure = std::get_if<om::Failure>(&read)) {
        require(failure->status == 400 && isUtf8(om::refused(*failure).body));
        return 0;
    }
    const auto& payload = std::get<om::Payload>(read);
    require(payload.object.isObject());
    static_cast<void>(om::writeKey(request, payload.object));
    const auto decoded = om::decode(request, sourceWithPages(), call, payload.object, options);
    if (const auto* failure = std::get_if<om::Failure>(&decoded))
        require(failure->status >= 400 && failure->status < 500 && !failure->line.empty());
    else
        check(std::get<std::vector<domain::DecodedEvent>>(decoded), call == om::Call::Events);
    return 0;
}
