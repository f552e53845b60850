// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The OpenTrace decoders with everything they call: leniency, validation, page addresses, click ids, times, amounts,
// exceptions, links, answers. The first byte of the input says which call it is, the rest is the body.
#include "core/utf8.h"
#include "domain/eventjson.h"
#include "ingest/opentrace/answers.h"
#include "ingest/opentrace/collectdecoder.h"
#include "ingest/opentrace/identifydecoder.h"
#include "ingest/opentrace/livestate.h"

#include <cstdint>
#include <cstdlib>

using namespace sightglass;
namespace ot = ingest::opentrace;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool isJson(const std::string& text)
{
    json::Parser parser;
    return isUtf8(text) && parser.parse(text).has_value();
}

void check(const ot::Events& events)
{
    require(!events.empty());
    for (const domain::DecodedEvent& one : events) {
        const domain::Event& event = one.event;
        require(!event.name.empty() && event.messageId.size() <= 255);
        require(event.userId.size() <= 1024 && event.anonymousId.size() <= 1024);
        require(event.exception.empty() || isJson(event.exception));
        require(event.engagementMs >= 0 && event.scrollDepth.value_or(0) >= 0 && event.scrollDepth.value_or(0) <= 100);
        require(event.linkKind == domain::LinkKind::None || !event.userId.empty());
        for (const domain::Property& column : event.wire)
            require(isUtf8(std::get<std::string>(column.value)) &&
                    (column.key != "payload" || isJson(std::get<std::string>(column.value))));
        std::string exported;
        domain::appendJson(exported, event);
        require(isJson(exported));
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    static json::Parser parser;
    const unsigned kind = data[0];
    domain::Request request;
    request.route = "opentrace.collect";
    request.method = domain::Method::Post;
    request.body.assign(reinterpret_cast<const char*>(data + 1), size - 1);
    request.clientAddress = "203.0.113.7";
    request.headers = {{"User-Agent", request.body.substr(0, 40)}};
    domain::SourceEntry entry;
    entry.project.keepTrailingSlash = (kind & 0x40U) != 0;
    const ot::Options options{.strict = (kind & 0x80U) != 0, .rejectUnknownUid = false};
    const ot::Sender sender{request,
                            entry,
                            options,
                            {},
                            [] { return std::string("ss_0123456789"); },
                            [](std::string_view param, std::string_view) {
                                return param.empty() ? ot::BotStart() : ot::BotStart{"1", "ot-a"};
                            }};

    const auto document = parser.parse(request.body);
    if (!document)
        return 0;
    std::variant<ot::Events, ot::Problems> decoded = ot::Problems{ot::noObject(document->root)};
    if (kind % 3 == 0 && document->root.isObject())
        decoded = ot::decodeCollect(sender, document->root);
    else if (kind % 3 == 1)
        decoded = ot::decodeEvent(sender, document->root);
    else if (kind % 3 == 2)
        decoded = ot::decodeIdentify(sender, document->root);
    if (const auto* events = std::get_if<ot::Events>(&decoded)) {
        check(*events);
        require(isUtf8(ot::liveSession(events->front(), document->root, true).url));
        return 0;
    }
    const auto& problems = std::get<ot::Problems>(decoded);
    require(!problems.empty() && isJson(ot::invalid(problems).body) &&
            isJson(ot::failed(ot::sentenceOf(problems)).body));
    return 0;
}
