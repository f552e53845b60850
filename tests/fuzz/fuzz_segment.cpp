// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Segment decoder with everything it calls: JSON, forms, base64, times, addresses, amounts, flattening, answers.
// The first byte of the input says what kind of request it is; of a pixel the rest is the query, otherwise the body.
#include "core/json.h"
#include "core/jsonwriter.h"
#include "core/utf8.h"
#include "ingest/segment/requestdecoder.h"

#include <cstdint>
#include <cstdlib>

using namespace sightglass;
namespace seg = ingest::segment;

namespace {

constexpr seg::Call kCalls[] = {seg::Call::Track,  seg::Call::Identify, seg::Call::Page,
                                seg::Call::Screen, seg::Call::Group,    seg::Call::Alias};

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// Every text that is stored or answered is UTF-8, and what claims to be JSON is.
void check(const seg::Decoded& decoded)
{
    json::Parser parser;
    require(isUtf8(decoded.answer.body) && parser.parse(decoded.answer.body).has_value());
    for (const domain::DecodedEvent& one : decoded.events) {
        const domain::Event& event = one.event;
        require(parser.parse(event.raw).has_value());
        require(isUtf8(event.name) && isUtf8(event.userId) && isUtf8(event.path) && isUtf8(event.url) &&
                isUtf8(event.title));
        require(event.name.size() <= 1024 && event.path.size() <= 2000 && event.properties.size() <= 10'001);
        require(!event.messageId.empty() && event.messageId.size() <= 255);
    }
    for (const ingest::Refusal& refusal : decoded.refusals)
        require(isUtf8(refusal.excerpt) && refusal.excerpt.size() <= 500);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    static json::Parser parser;
    const unsigned kind = data[0];
    domain::Request request;
    request.route = "segment.track";
    request.clientAddress = "203.0.113.9";
    const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto shape = kind % 3 == 0 ? seg::Shape::Single : kind % 3 == 1 ? seg::Shape::Batch : seg::Shape::Pixel;
    (shape == seg::Shape::Pixel ? request.query : request.body) = text;
    if (kind & 0x40U)
        request.headers = {{"Origin", "https://e.com"}, {"User-Agent", "Mozilla/5.0"}};
    if (kind & 0x20U)
        request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    request.headers.emplace_back("Authorization", text.substr(0, 40));

    domain::SourceEntry entry;
    entry.source.ipMode = kind & 0x10U ? domain::IpMode::Truncate : domain::IpMode::None;
    entry.source.storeFullUrl = entry.source.storeClickIds = (kind & 0x08U) != 0;
    seg::Options options;
    if (kind & 0x80U)
        options.limits = seg::Limits::strict();

    const auto body = seg::readBody(parser, request, shape, options.limits);
    if (const auto* failure = std::get_if<seg::Failure>(&body)) {
        require(!seg::refused(*failure).body.empty());
        return 0;
    }
    const auto& document = std::get<json::Document>(body);
    static_cast<void>(seg::writeKey(request, document.root, shape));
    check(shape == seg::Shape::Batch ? seg::decodeBatch(request, document, entry, options)
                                     : seg::decodeSingle(request, document, kCalls[kind % 6], entry, options));
    return 0;
}
