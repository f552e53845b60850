// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/goatcounter/pixel.h"

#include "core/jsonwriter.h"
#include "core/utf8.h"
#include "domain/webaddress.h"
#include "ingest/goatcounter/hit.h"

#include <algorithm>
#include <array>

namespace sightglass::ingest::goatcounter {

namespace {

using namespace std::string_view_literals;

constexpr std::array kParameters{"p"sv, "t"sv, "r"sv, "e"sv, "s"sv, "q"sv, "b"sv, "ns"sv};

bool belongsTo(const domain::Source& source, std::string_view host)
{
    return source.hosts.empty() || std::any_of(source.hosts.begin(), source.hosts.end(), [host](std::string_view own) {
               return domain::reportHost(own.substr(0, own.find(':'))) == host;
           });
}

/// Scheme and host of the page that asked, when it is a page of the source (spec routes §4.3).
std::string siteOf(const domain::Request& request, const domain::Source& source)
{
    const std::string_view referer = domain::header(request.headers, "Referer");
    const auto page = isUtf8(referer) ? domain::parseWebAddress(referer) : std::nullopt;
    if (!page || page->host.empty() || !belongsTo(source, domain::reportHost(page->host)))
        return {};
    return page->scheme + "://" + page->host + (page->port.empty() ? "" : ":" + page->port);
}

std::string rawHit(domain::Event& event, const domain::Request& request)
{
    std::string out;
    json::Writer writer(out);
    writer.openObject();
    for (const std::string_view name : kParameters) {
        if (domain::queryMember(request.query, name))
            writer.member(name, std::string_view(queryText(event, request.query, name)));
    }
    writer.closeObject();
    return out;
}

} // namespace

std::variant<domain::DecodedEvent, Failure> decodePixel(const domain::Request& request,
                                                        const domain::SourceEntry& entry)
{
    domain::DecodedEvent decoded;
    domain::Event& event = decoded.event;
    event.protocol = domain::Protocol::Goatcounter;
    event.route = request.route;
    event.receivedAt = request.receivedAt;
    const auto read = [&](std::string_view name) { return queryText(event, request.query, name); };
    Hit hit{read("p"), read("t"), read("r"), read("q"), read("s"), read("b"), {}, isTrue(read("e"))};
    if (!hit.isEvent)
        hit.site = siteOf(request, entry.source);
    if (auto failure = applyHit(event, hit, entry))
        return *std::move(failure);
    event.raw = rawHit(event, request);
    decoded.userAgent = domain::header(request.headers, "User-Agent");
    decoded.acceptLanguage = domain::header(request.headers, "Accept-Language");
    decoded.browserExpected = true;
    if (!isTrue(read("ns")))
        decoded.address = request.clientAddress;
    return decoded;
}

} // namespace sightglass::ingest::goatcounter
