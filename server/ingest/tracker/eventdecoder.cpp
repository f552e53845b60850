// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/eventdecoder.h"

#include "core/jsonwriter.h"
#include "ingest/flatten.h"
#include "ingest/membertext.h"
#include "ingest/tracker/keys.h"
#include "ingest/tracker/params.h"
#include "ingest/tracker/scene.h"

namespace sightglass::ingest::tracker {

namespace {

/// One record of params or of the whole, without what may not be kept.
void writeKept(json::Writer& writer, json::Value object, bool isWhole)
{
    for (const json::Value value : object) {
        const std::string_view key = value.key();
        const bool isAuthor = key == "auth" && uuidOf(value.text()).has_value();
        const bool isReplaced = isWhole && (key == "params" || key == "acct" || key == "ip");
        if (!isReplaced && !isHashed(key) && (isAuthor || !isSecret(key)))
            writer.member(key, value);
    }
}

} // namespace

EventDecoder::EventDecoder(const Options& options)
    : m_options(options)
    , m_urlText(options.urlFilter, options.urlFilterGroup)
{
}

Body EventDecoder::readBody(const domain::Request& request)
{
    return m_reader.readBody(request);
}

Decoded EventDecoder::decode(const domain::Request& request, const Body& body, Call call, const Surroundings& around)
{
    Decoded out;
    m_reader.read(request, body, around.defaults, m_options, out.problems, [&](json::Value record) {
        if (auto decoded = event(record, request, call, around, out))
            out.events.push_back(*std::move(decoded));
    });
    return out;
}

std::optional<domain::DecodedEvent> EventDecoder::event(json::Value record, const domain::Request& request, Call call,
                                                        const Surroundings& around, Decoded& out)
{
    Scene scene(m_options, record, paramsOf(record), request, call, around, out);
    if (!provesAccount(scene.fields, request, m_options)) {
        ++out.problems[static_cast<std::size_t>(Problem::AccountMismatch)];
        return std::nullopt;
    }
    domain::Event& event = scene.event();
    event.protocol = domain::Protocol::Tracker;
    event.route = request.route;
    event.receivedAt = request.receivedAt;
    event.linkId = around.linkId;
    applyIdentity(scene);
    applyPage(scene, m_urlText);
    applyKind(scene);
    applyMembers(scene);
    applySender(scene);
    applyRecord(scene);
    applyParams(scene);
    return std::move(scene.decoded);
}

/// An object, or the text of one, which is in lower case as every text is.
json::Value EventDecoder::paramsOf(json::Value record)
{
    const json::Value params = record.find("params");
    if (params.isObject())
        return params;
    if (!params.isString())
        return {};
    const auto document = m_paramsParser.parse(lowerText(params.text()));
    return document && document->root.isObject() ? document->root : json::Value();
}

void EventDecoder::applyParams(Scene& scene)
{
    domain::Event& event = scene.event();
    const json::Value record = scene.fields.record();
    const json::Value params = scene.fields.params();
    const std::string kept = freeParams(record, params, scene.clientEventId, scene.out.problems);
    if (const auto document = m_freeParser.parse(kept); !kept.empty() && document) {
        flatten(event, document->root, event.properties);
        keep(event, "params", textView(document->root));
        keep(event, "nparams", numericView(document->root));
    }
    json::Writer writer(event.raw);
    writer.openObject();
    writeKept(writer, record, true);
    if (params.isObject()) {
        writer.key("params");
        writer.openObject();
        writeKept(writer, params, false);
        writer.closeObject();
    }
    writer.closeObject();
}

} // namespace sightglass::ingest::tracker
