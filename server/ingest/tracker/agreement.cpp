// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/agreement.h"

#include "core/jsonwriter.h"
#include "ingest/membertext.h"
#include "ingest/tracker/fields.h"
#include "ingest/tracker/hashes.h"
#include "ingest/tracker/scene.h"
#include "ingest/tracker/texts.h"

#include <algorithm>
#include <array>

namespace sightglass::ingest::tracker {

namespace {

using namespace std::string_view_literals;

/// Members that are kept as they were sent.
constexpr std::array kAgreementTexts{"app"sv,     "rel"sv,    "url"sv,    "gaid"sv,     "idfa"sv, "msid"sv,  "fbid"sv,
                                     "culture"sv, "source"sv, "medium"sv, "campaign"sv, "term"sv, "rcode"sv, "aff"sv,
                                     "device"sv,  "os"sv,     "tz"sv,     "zip"sv,      "org"sv};
constexpr std::array kAgreementUuids{"sid"sv, "avid"sv, "ref"sv, "owner"sv, "oid"sv};

/// Whoever reads it, and the members of an object.
class Agreeing
{
public:
    Agreeing(json::Value body, const domain::Request& request, const AgreementContext& context)
        : m_fields(body, {}, m_event, m_problems)
        , m_request(request)
        , m_context(context)
        , m_hostHash(shortHash(hostWithoutPort(request.host)))
    {
    }
    Agreeing(const Agreeing&) = delete;
    Agreeing& operator=(const Agreeing&) = delete;

    [[nodiscard]] std::variant<domain::TrackerAgreement, std::string_view> read();

private:
    void readPlace(domain::TrackerAgreement& agreement);
    void writeSender(json::Writer& writer) const;
    void writePoint(json::Writer& writer) const;
    [[nodiscard]] bool hasPoint() const
    {
        const auto latitude = m_fields.number("lat");
        const auto longitude = m_fields.number("lon");
        return latitude && longitude && *latitude >= -90 && *latitude <= 90 && *longitude >= -180 && *longitude <= 180;
    }

    domain::Event m_event;
    ProblemCounts m_problems{};
    Fields m_fields;
    const domain::Request& m_request;
    const AgreementContext& m_context;
    const std::string m_hostHash;
};

std::variant<domain::TrackerAgreement, std::string_view> Agreeing::read()
{
    domain::TrackerAgreement agreement;
    agreement.visitor = stableId(m_fields.text("vid"), m_hostHash, "visitor", m_context.options, m_problems);
    if (agreement.visitor.empty())
        return "Bad request (vid)";
    agreement.source = m_context.entry.source.id;
    agreement.createdAt = m_request.receivedAt;
    agreement.user = comparableUserId(m_fields.textAsSent("uid"));
    agreement.flags = m_fields.integer("cflags").value_or(0);
    readPlace(agreement);
    json::Writer writer(agreement.record);
    writer.openObject();
    for (const std::string_view name : kAgreementUuids)
        writeFilled(writer, name, m_fields.uuid(name));
    for (const std::string_view name : kAgreementTexts)
        writeFilled(writer, name, m_fields.textAsSent(name));
    for (const std::string_view name : {"w", "h"}) {
        if (const auto pixels = m_fields.integer(name))
            writer.member(name, *pixels);
    }
    writePoint(writer);
    writeSender(writer);
    writer.closeObject();
    return agreement;
}

/// The zone's country; that of the address instead when the payload has no point; the payload's own words before both.
void Agreeing::readPlace(domain::TrackerAgreement& agreement)
{
    agreement.country = m_context.countryOfZone(m_fields.textAsSent("tz"));
    if (m_context.place && !hasPoint()) {
        if (!m_context.place->country.empty())
            agreement.country = m_context.place->country;
        agreement.region = m_context.place->region;
    }
    if (std::string country = m_fields.textAsSent("country"); !country.empty())
        agreement.country = std::move(country);
    if (std::string region = m_fields.textAsSent("region"); !region.empty())
        agreement.region = std::move(region);
    std::transform(agreement.country.begin(), agreement.country.end(), agreement.country.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    agreement.region = lowerText(agreement.region);
}

void Agreeing::writePoint(json::Writer& writer) const
{
    auto latitude = m_fields.number("lat");
    auto longitude = m_fields.number("lon");
    if (!hasPoint()) {
        latitude = m_context.place ? m_context.place->latitude : std::nullopt;
        longitude = m_context.place ? m_context.place->longitude : std::nullopt;
    }
    if (!latitude || !longitude)
        return;
    writer.key("lat");
    writer.number(*latitude);
    writer.key("lon");
    writer.number(*longitude);
}

/// `bhash` as everywhere, and as the original has it for agreements alone: of the header as it is (§6).
void Agreeing::writeSender(json::Writer& writer) const
{
    writer.member("hhash", m_hostHash);
    const std::string& address = m_context.keptAddress;
    writeFilled(writer, "ip", address);
    if (!address.empty())
        writer.member("iphash", addressHash(address, m_context.options));
    const std::string_view agent = domain::header(m_request.headers, "User-Agent");
    if (agent.empty())
        return;
    domain::Event unused;
    writer.member("browser", memberText(unused, agent, 4096));
    writer.member("bhash", shortHash(lowerText(trimmedText(agent))));
    writer.member("bhash_sent", shortHash(agent));
}

} // namespace

std::variant<domain::TrackerAgreement, std::string_view> readAgreement(json::Value body, const domain::Request& request,
                                                                       const AgreementContext& context)
{
    if (request.body.empty())
        return "Bad request (body)";
    if (!body.isObject())
        return "Bad request (data)";
    return Agreeing(body, request, context).read();
}

std::string agreeingVisitor(const std::string& sent, const domain::Request& request, const Options& options)
{
    ProblemCounts unused{};
    return stableId(lowerText(trimmedText(sent)), shortHash(hostWithoutPort(request.host)), "visitor", options, unused);
}

} // namespace sightglass::ingest::tracker
