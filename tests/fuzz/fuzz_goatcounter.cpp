// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The GoatCounter decoders with everything they call: the query of /count, the body of the API, file names of counters.
// The first byte of the input says which.
#include "core/utf8.h"
#include "ingest/goatcounter/api.h"
#include "ingest/goatcounter/counter.h"
#include "ingest/goatcounter/pixel.h"

#include <cstdint>
#include <cstdlib>

using namespace sightglass;
namespace gc = ingest::goatcounter;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// Every text that is stored is UTF-8, and what claims to be JSON is.
void checkHit(const domain::DecodedEvent& hit)
{
    json::Parser parser;
    const domain::Event& event = hit.event;
    require(parser.parse(event.raw).has_value());
    require(isUtf8(event.name) && isUtf8(event.path) && isUtf8(event.title) && isUtf8(event.url));
    require(isUtf8(event.referrer) && isUtf8(event.utmCampaign) && isUtf8(event.sourceParam));
    require(!event.name.empty() && event.name.size() <= 2048 && event.screenWidth >= 0 && event.screenHeight >= 0);
    require((event.kind == domain::Kind::Pageview) == !event.hostname.empty());
}

void fuzzPixel(const domain::Request& request, const domain::SourceEntry& entry)
{
    const auto decoded = gc::decodePixel(request, entry);
    if (const auto* failure = std::get_if<gc::Failure>(&decoded))
        require(gc::image(*failure).status == 400 && gc::image(*failure).body.size() == 43);
    else
        checkHit(std::get<domain::DecodedEvent>(decoded));
}

void fuzzApi(const domain::Request& request, const domain::SourceEntry& entry)
{
    static json::Parser parser;
    json::Parser reader;
    const auto decoded = gc::decodeHits(parser, request, entry);
    if (const auto* failure = std::get_if<gc::Failure>(&decoded)) {
        require(reader.parse(gc::apiRefused(*failure).body).has_value());
        return;
    }
    const auto& hits = std::get<gc::DecodedHits>(decoded);
    require(hits.events.size() + hits.errors.size() <= gc::kMostHits);
    require(reader.parse(gc::apiAnswer(hits.errors, hits.indexes).body).has_value());
    std::size_t refused = 0;
    for (const ingest::Refusal& refusal : hits.refusals) {
        refused += refusal.items;
        require(isUtf8(refusal.excerpt) && refusal.excerpt.size() <= 500);
    }
    require(refused == hits.errors.size());
    for (const domain::DecodedEvent& hit : hits.events)
        checkHit(hit);
}

void fuzzCounter(const std::string& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    const auto question = gc::parseCounter(text.substr(0, end), text.substr(end), fromMs(1'772'452'800'000), false);
    if (question)
        require(isUtf8(question->page) && question->range.empty() == !question->from.empty());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    const unsigned kind = data[0];
    const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
    domain::Request request;
    request.route = "goatcounter.count";
    request.clientAddress = "203.0.113.9";
    request.receivedAt = fromMs(1'772'452'800'000);
    request.query = request.body = text;
    if (kind & 0x80U)
        request.headers = {{"Referer", text.substr(0, 60)}};
    domain::SourceEntry entry;
    entry.source.storeClickIds = entry.source.storeFullUrl = (kind & 0x40U) != 0;
    entry.project.keepTrailingSlash = (kind & 0x20U) != 0;
    if (kind % 3 == 0)
        fuzzPixel(request, entry);
    else if (kind % 3 == 1)
        fuzzApi(request, entry);
    else
        fuzzCounter(text);
    return 0;
}
