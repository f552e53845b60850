// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The decoders of SierraSoftworks Analytics: bodies, pages, referrers, User-Agents, metadata, fingerprints, dates. The
// first byte of the input says what it is; a header's value may stand before the first line end.
#include "core/utf8.h"
#include "ingest/sierra/body.h"
#include "ingest/sierra/exception.h"
#include "ingest/sierra/fingerprint.h"
#include "ingest/sierra/hit.h"

#include <cstdint>
#include <cstdlib>

using namespace sightglass;
namespace si = ingest::sierra;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

/// Every text that is stored is UTF-8 within its limits, and nothing says who sent it.
void check(const domain::DecodedEvent& decoded)
{
    const domain::Event& event = decoded.event;
    require(decoded.address.empty() && decoded.acceptLanguage.empty() && event.raw.empty());
    require(event.userId.empty() && event.anonymousId.empty() && !event.hostname.empty());
    require(isUtf8(event.name) && event.name.size() <= 259 && isUtf8(event.viewId) && event.viewId.size() <= 255);
    require(isUtf8(event.sessionHint) && event.sessionHint.size() <= 256 && isUtf8(event.path));
    require(event.engagementMs >= 0 && event.engagementMs <= 86'400'000 && event.properties.size() <= 32);
    for (std::size_t i = 0; i < event.properties.size(); ++i) {
        const domain::Property& property = event.properties[i];
        require(isUtf8(property.key) && property.key.size() <= 259);
        require(std::get<std::string>(property.value).size() <= 1027);
        require(i == 0 || event.properties[i - 1].key != property.key);
    }
    for (const domain::Property& member : event.wire) {
        const auto* const text = std::get_if<std::string>(&member.value);
        require(!text || (isUtf8(*text) && text->size() <= 1027 && !text->empty()));
    }
    json::Parser parser;
    require(event.exception.empty() || parser.parse(event.exception).has_value());
}

void checkFingerprint(const std::string& text)
{
    const std::string group = si::fingerprint(text.substr(0, text.size() / 3), text, text, {});
    require(group.size() == 16 && group.find_first_not_of("0123456789abcdef") == std::string::npos);
    const std::string frame = si::normalisedFrame(text);
    require(isUtf8(frame) && frame.find_first_of("0123456789") == std::string::npos);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    static json::Parser parser;
    const unsigned kind = data[0];
    const std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
    const std::size_t line = std::min(text.find('\n'), text.size());
    domain::Request request;
    request.headers = {{"Content-Type", "text/plain"},
                       {"User-Agent", text.substr(0, line)},
                       {"Accept-Language", text.substr(0, line)},
                       {"If-Modified-Since", text.substr(0, line)}};
    request.body = (kind & 1U) ? text : text.substr(std::min(line + 1, text.size()));
    si::Options options;
    options.strict = (kind & 2U) != 0;
    if (kind & 4U) {
        require(si::ping(request).body.size() == 1);
        if (isUtf8(text))
            checkFingerprint(text);
        return 0;
    }
    const auto body = si::readBody(parser, request, options);
    if (const auto* failure = std::get_if<si::Failure>(&body)) {
        require(failure->status == 400 && isUtf8(failure->line));
        return 0;
    }
    const json::Value root = std::get<json::Document>(body).root;
    const domain::SourceEntry entry;
    if (kind & 8U) {
        const auto report = si::readException(root, options);
        if (const auto* sent = std::get_if<si::ExceptionReport>(&report); sent && sent->page)
            check(si::decodeException(*sent, request, entry, options));
    } else {
        const auto report = si::readHit(root, options);
        if (const auto* sent = std::get_if<si::Hit>(&report); sent && sent->page)
            check(si::decodeHit(*sent, request, entry, options));
    }
    return 0;
}
