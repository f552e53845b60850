// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Plausible decoder with everything it calls: JSON within JSON, domains, addresses, amounts, answers. The first
// byte of the input says how the source keeps addresses; the rest is the body.
#include "core/utf8.h"
#include "ingest/plausible/answers.h"

#include <cstdint>
#include <cstdlib>

using namespace sightglass;
namespace pl = ingest::plausible;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkEvent(const domain::Event& event)
{
    json::Parser parser;
    require(parser.parse(event.raw).has_value() && !event.name.empty() && !event.hostname.empty());
    for (const std::string* text : {&event.name, &event.url, &event.path, &event.referrer, &event.hostname})
        require(isUtf8(*text));
    require(event.path.size() <= 2000 && event.properties.size() <= 31);
    require(event.revenueMinor.has_value() == !event.currency.empty());
    require(!event.scrollDepth || (*event.scrollDepth >= 0 && *event.scrollDepth <= 100));
    for (const domain::Property& property : event.properties)
        require(isUtf8(property.key) && property.key.size() <= 300 &&
                std::holds_alternative<std::string>(property.value));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    static pl::MessageReader reader;
    domain::Request request;
    request.route = "plausible.event";
    request.clientAddress = "203.0.113.9";
    request.body.assign(reinterpret_cast<const char*>(data + 1), size - 1);
    const auto read = reader.read(request);
    if (const auto* errors = std::get_if<pl::Errors>(&read)) {
        json::Parser parser;
        const domain::Response answer = pl::invalid(*errors);
        require(!errors->empty() && answer.status == 400 && parser.parse(answer.body).has_value());
        return 0;
    }
    domain::SourceEntry entry;
    entry.source.storeFullUrl = entry.source.storeClickIds = (data[0] & 1U) != 0;
    entry.project.keepTrailingSlash = (data[0] & 2U) != 0;
    const auto& message = std::get<pl::Message>(read);
    require(!message.domains.empty() && message.domains.size() <= 100);
    checkEvent(pl::eventFor(message, entry).event);
    return 0;
}
