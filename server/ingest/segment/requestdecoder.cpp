// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/segment/requestdecoder.h"

#include "ingest/segment/eventdecoder.h"
#include "ingest/segment/rawevent.h"

namespace sightglass::ingest::segment {

namespace {

ItemError surplus(std::size_t limit)
{
    ItemError error;
    error.code = "too_big";
    error.message = "A batch holds at most " + std::to_string(limit) + " events.";
    return error;
}

domain::Response nothingAccepted(const Failure& failure, std::size_t total, const ItemErrors& errors,
                                 const Options& options)
{
    return options.lenientStatus ? acceptedBatch(0, total, errors) : refused(failure, errors);
}

} // namespace

Decoded decodeSingle(const domain::Request& request, const json::Document& body, Call call,
                     const domain::SourceEntry& entry, const Options& options)
{
    Decoded out;
    const EventDecoder decoder(request, entry, options, {});
    domain::DecodedEvent& event = out.events.emplace_back();
    std::optional<ItemError> error;
    if (body.root.isObject()) {
        error = decoder.decode(body.root, call, event);
    } else {
        error.emplace();
        error->code = "invalid_type";
        error->message = "An event must be an object.";
    }
    if (error) {
        out.events.clear();
        out.refusals.push_back(refusalOf(*error, body.root));
        out.answer = refusedSingle(*error);
        return out;
    }
    if (body.repaired)
        domain::addWarning(event.event, domain::Warning::TextRepaired);
    out.answer = accepted();
    return out;
}

Decoded decodeBatch(const domain::Request& request, const json::Document& body, const domain::SourceEntry& entry,
                    const Options& options)
{
    Decoded out;
    const json::Value batch = body.root.find("batch");
    if (!batch.isArray()) {
        const Failure failure{400, kInvalidPayload, "Invalid payload: batch array is required",
                              "There is no array named batch."};
        out.refusals.push_back(
            {0, std::string(kInvalidPayload), std::string(failure.error), "/batch", excerpt(body.root), 1});
        out.answer = nothingAccepted(failure, 0, {}, options);
        return out;
    }
    const EventDecoder decoder(request, entry, options,
                               {body.root.find("context"), body.root.find("integrations"), body.root.find("sentAt")});
    ItemErrors errors;
    std::size_t index = 0;
    out.events.reserve(std::min(batch.count(), options.limits.items + 1)); // one more for the first surplus item
    for (const json::Value item : batch) {
        domain::DecodedEvent& event = out.events.emplace_back(); // in place: an event is a couple of kilobytes
        auto error = index < options.limits.items ? decoder.decodeItem(item, event) : surplus(options.limits.items);
        if (error) {
            out.events.pop_back();
            error->index = index;
            errors.add(*std::move(error), item);
        } else if (body.repaired) {
            domain::addWarning(event.event, domain::Warning::TextRepaired);
        }
        ++index;
    }
    if (out.events.empty())
        out.answer =
            nothingAccepted({400, "no_valid_events", "No events could be processed", "No event of the batch is valid."},
                            index, errors, options);
    else
        out.answer = acceptedBatch(out.events.size(), index, errors);
    out.refusals = errors.takeRefusals();
    if (index == 0)
        out.refusals.push_back({0, "no_valid_events", "The batch is empty.", "/batch", excerpt(body.root), 1});
    return out;
}

} // namespace sightglass::ingest::segment
