// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The growth tracker's decoder with everything it calls: pairs of the path, query, cookies, the header User, bodies of
// every shape, columns of every type, hashes, redirect targets, and what is reported beside events: payments,
// agreements, counters, states and log lines. The first byte says which route it is and how it comes; the rest is, line
// by line, the path behind the route, the query, the cookies, the header, and then the body.
#include "core/utf8.h"
#include "ingest/tracker/agreement.h"
#include "ingest/tracker/eventdecoder.h"
#include "ingest/tracker/lz4.h"
#include "ingest/tracker/payment.h"
#include "ingest/tracker/privacyanswers.h"
#include "ingest/tracker/redirecttarget.h"
#include "ingest/tracker/report.h"
#include "ingest/tracker/shortlink.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace sightglass;
namespace trk = ingest::tracker;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

class CountedIdentities final : public trk::Identities
{
public:
    std::string newId() override
    {
        std::string digits = std::to_string(100'000'000'000 + m_made++);
        return "00000000-0000-1000-8000-" + digits;
    }
    std::string sessionOf(std::string_view visitor) override { return std::string(visitor); }

private:
    std::uint64_t m_made = 0;
};

std::string takeLine(std::string& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string line = text.substr(0, end);
    text.erase(0, std::min(end + 1, text.size()));
    return line;
}

std::vector<std::string> segmentsOf(std::string_view path)
{
    std::vector<std::string> segments;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        if (end > 0)
            segments.push_back(domain::percentDecode(path.substr(0, end)));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return segments;
}

void checkMap(const domain::PropertyMap& map)
{
    for (const domain::Property& property : map) {
        require(isUtf8(property.key));
        if (const auto* text = std::get_if<std::string>(&property.value))
            require(isUtf8(*text));
    }
}

/// Every text that is stored is UTF-8, what claims to be JSON is, and ids are UUIDs.
void check(const trk::Decoded& decoded, trk::Call call)
{
    json::Parser parser;
    require(!decoded.events.empty());
    require(call == trk::Call::ServerTrack ? decoded.visitor.empty() : trk::uuidOf(decoded.visitor).has_value());
    for (const domain::DecodedEvent& one : decoded.events) {
        const domain::Event& event = one.event;
        require(!event.name.empty() && isUtf8(event.name) && isUtf8(event.userId) && isUtf8(event.url));
        require(event.anonymousId.empty() || trk::uuidOf(event.anonymousId).has_value());
        require(event.messageId.empty() || trk::uuidOf(event.messageId).has_value());
        require(parser.parse(event.raw).has_value());
        checkMap(event.properties);
        checkMap(event.wire);
        checkMap(event.traits);
        require(one.hasVisitor == (call != trk::Call::ServerTrack));
    }
}

/// A short link that is taken has a slug, leads somewhere, and reads back as it was set.
void checkShortLink(const std::string& body)
{
    json::Parser parser;
    const auto read = trk::readShortLink(parser, body, {});
    if (const auto* change = std::get_if<domain::ShortLinkChange>(&read)) {
        require(change->slugFrom.size() > 1 && isUtf8(change->slugFrom) && isUtf8(change->urlTo));
        require(!trk::shortLinkTarget(change->urlTo).location.empty());
        require(parser.parse(trk::shortLinkList({*change}).body).has_value());
    }
}

/// A record of a row is an object of JSON.
void requireRecord(const std::string& record)
{
    static json::Parser parser;
    const auto document = parser.parse(record);
    require(document && document->root.isObject() && isUtf8(record));
}

void checkPayments(const domain::Request& request, const trk::Options& options, bool isThirdGeneration)
{
    static trk::PaymentDecoder decoder;
    domain::SourceEntry entry;
    trk::ProblemCounts problems{};
    const trk::Body body = decoder.readBody(request);
    for (const domain::TrackerPayment& payment :
         decoder.decode(request, body, entry, options, isThirdGeneration, problems)) {
        require(payment.visitor.empty() || trk::uuidOf(payment.visitor).has_value());
        require(payment.currency.size() == 3 && isUtf8(payment.user) && isUtf8(payment.order) &&
                isUtf8(payment.invoice));
        requireRecord(payment.record);
    }
}

void checkAgreement(const domain::Request& request, const trk::Options& options)
{
    static json::Parser parser;
    static const domain::SourceEntry entry;
    const auto document = parser.parse(request.body);
    const auto read = trk::readAgreement(document ? document->root : json::Value(), request,
                                         {entry, options, {}, {}, [](std::string_view) { return std::string(); }});
    if (const auto* agreement = std::get_if<domain::TrackerAgreement>(&read)) {
        require(trk::uuidOf(agreement->visitor).has_value() && isUtf8(agreement->country) && isUtf8(agreement->region));
        requireRecord(agreement->record);
        static json::Parser answered;
        require(answered.parse(trk::agreementList({*agreement}, true).body).has_value());
    }
}

void checkReports(const domain::Request& request, const trk::Options& options)
{
    static json::Parser parser;
    static trk::ReportReader reader;
    const auto document = parser.parse(request.body);
    const trk::ReportContext context{
        options, "subject", {}, "id", [](std::string_view address) { return std::string(address); }};
    for (const trk::Report report : {trk::Report::Count, trk::Report::Update, trk::Report::Log}) {
        const auto read = reader.read(report, document ? document->root : json::Value(), context);
        const auto* record = std::get_if<domain::TrackerRecord>(&read);
        const auto* log = record ? std::get_if<domain::TrackerLog>(record) : nullptr;
        if (log)
            requireRecord(log->record);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    static const trk::Options options;
    static trk::EventDecoder decoder(options);
    static const domain::SourceEntry entry;
    const unsigned kind = data[0];
    const auto call = static_cast<trk::Call>(kind % 4);
    std::string text(reinterpret_cast<const char*>(data + 1), size - 1);
    domain::Request request;
    request.route = "tracker.track";
    request.host = "tr.example.com";
    request.method = kind & 0x80U ? domain::Method::Post : domain::Method::Get;
    request.captures = segmentsOf(takeLine(text));
    request.query = takeLine(text);
    request.headers = {{"Cookie", takeLine(text)}, {"User", takeLine(text)}};
    if (kind & 0x40U)
        request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    request.body = text;

    checkShortLink(request.body);
    if (const auto plain = trk::decompressLz4(request.body, 65536))
        require(plain->size() <= 65536);
    CountedIdentities identities;
    check(decoder.decode(request, decoder.readBody(request), call, {entry, identities, {}, {}, {}}), call);
    checkPayments(request, options, (kind & 0x20U) != 0);
    checkAgreement(request, options);
    checkReports(request, options);
    if (const auto target = trk::redirectTarget(request, {})) {
        require(target->find_first_of(" \r\n\t") == std::string::npos);
        require(target->starts_with("http") || target->starts_with("HTTP") || (target->front() | 0x20) == 'h');
    }
    return 0;
}
