// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sierra/exception.h"

#include "core/jsonwriter.h"
#include "ingest/sierra/body.h"
#include "ingest/sierra/fingerprint.h"
#include "ingest/sierra/record.h"
#include "ingest/sierra/sender.h"
#include "ingest/sierra/text.h"
#include "ingest/sierra/wire.h"

namespace sightglass::ingest::sierra {

namespace {

constexpr std::size_t kMessageBytes = 1000;
constexpr std::size_t kStackBytes = 16'000;
constexpr std::size_t kVersionBytes = 120;

/// The exception in the form of spec sentry §9.3: one value, and the stack as the text it came as.
std::string exceptionJson(domain::Event& event, const ExceptionReport& report)
{
    std::string out;
    json::Writer writer(out);
    writer.openObject();
    writer.member("level", "error");
    writer.key("exception");
    writer.openArray();
    writer.openObject();
    writer.member("type", truncated(event, report.type, kMessageBytes));
    writer.member("value", truncated(event, report.message, kMessageBytes));
    writer.key("mechanism");
    writer.openObject();
    writer.member("handled", report.handled);
    writer.closeObject();
    writer.closeObject();
    writer.closeArray();
    if (!report.stack.empty())
        writer.member("stack", truncated(event, report.stack, kStackBytes));
    if (const std::string_view own = withoutBlanks(report.fingerprint); !own.empty()) {
        writer.key("fingerprint");
        writer.openArray();
        writer.string(truncated(event, own, kMessageBytes));
        writer.closeArray();
    }
    writer.closeObject();
    return out;
}

} // namespace

std::variant<ExceptionReport, Failure> readException(json::Value object, const Options& options)
{
    Fields fields(object, options.strict);
    ExceptionReport report;
    report.page = pageOf(fields.required("u"));
    report.type = fields.required("ty");
    report.message = fields.required("m");
    report.stack = fields.text("s");
    report.handled = fields.truth("h");
    report.beacon = fields.text("b");
    report.session = fields.session("sid");
    report.appVersion = fields.text("v");
    report.fingerprint = fields.text("fp");
    report.metadata = fields.texts("d");
    if (fields.failure())
        return *fields.failure();
    return report;
}

domain::DecodedEvent decodeException(const ExceptionReport& report, const domain::Request& request,
                                     const domain::SourceEntry& entry, const Options& options)
{
    domain::DecodedEvent decoded = newEvent(request, domain::Kind::Exception, "exception");
    domain::Event& event = decoded.event;
    applyIds(event, report.beacon, report.session);
    applyPage(event, *report.page, false, domain::AddressRules::of(entry));
    event.exception = exceptionJson(event, report);
    event.appVersion = truncated(event, withoutBlanks(report.appVersion), kVersionBytes);
    keepOnWire(event, "exc_group", fingerprint(report.type, report.message, report.stack, report.fingerprint));
    applyMetadata(event, report.metadata);
    applySender(decoded, request, options);
    return decoded;
}

} // namespace sightglass::ingest::sierra
