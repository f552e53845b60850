// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Umami decoder with everything it calls: payloads of all types, addresses, amounts, flattening, tokens, answers.
// The first byte of the input says whether the sender is trusted and how the source keeps addresses; the rest is a
// body, and a token too.
#include "core/utf8.h"
#include "ingest/umami/answers.h"
#include "ingest/umami/token.h"

#include <cstdint>
#include <cstdlib>

using namespace sightglass;
namespace um = ingest::umami;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void requireJson(const std::string& text)
{
    json::Parser parser;
    require(isUtf8(text) && parser.parse(text).has_value());
}

void checkEvent(const domain::DecodedEvent& decoded)
{
    const domain::Event& event = decoded.event;
    requireJson(event.raw);
    require(!event.name.empty() && event.path.size() <= 2000 && event.messageId.size() <= 255);
    if (event.kind == domain::Kind::Exception)
        requireJson(event.exception);
    for (const std::string* text : {&event.name, &event.url, &event.path, &event.referrer, &event.title, &event.userId})
        require(isUtf8(*text));
    require(event.revenueMinor.has_value() == !event.currency.empty() && event.engagementMs >= 0);
    for (const domain::Property& property : event.properties)
        require(isUtf8(property.key) && property.key.size() <= 300);
}

um::ItemAnswer answerTo(const domain::Request& request, json::Value object, const domain::SourceEntry& entry)
{
    auto read = um::readMessage(request, object);
    if (const auto* failure = std::get_if<um::Failure>(&read))
        return um::invalid(*failure);
    auto& message = std::get<um::Message>(read);
    require(message.placeId.size() == 36);
    const auto place = message.place;
    checkEvent(um::eventFor(std::move(message), entry));
    return um::unknown(place);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    static json::Parser parser;
    domain::Request request;
    request.route = "umami.send";
    request.clientAddress = "203.0.113.9";
    request.privateAuthority = (data[0] & 4U) != 0;
    request.body.assign(reinterpret_cast<const char*>(data + 1), size - 1);
    require(!um::decodeToken("secret", request.body, SourceId(1), fromMs(0)));
    domain::SourceEntry entry;
    entry.source.storeFullUrl = entry.source.storeClickIds = (data[0] & 1U) != 0;
    entry.project.keepTrailingSlash = (data[0] & 2U) != 0;

    const auto document = parser.parse(request.body);
    if (!document)
        return 0;
    std::vector<um::ItemAnswer> answers;
    if (document->root.isArray()) {
        for (const json::Value object : document->root)
            answers.push_back(answerTo(request, object, entry));
    } else {
        answers.push_back(answerTo(request, document->root, entry));
        requireJson(um::single(answers.front()).body);
    }
    requireJson(um::batch(answers).body);
    return 0;
}
