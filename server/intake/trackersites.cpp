// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/trackersites.h"

#include "domain/webaddress.h"
#include "intake/rejections.h"

#include <array>
#include <utility>

namespace sightglass::intake {

namespace trk = ingest::tracker;

domain::SourceDirectory::Entry TrackerSites::sourceOf(const domain::Request& request, std::string_view page)
{
    const domain::SourceDirectory& directory = m_service.directory();
    if (auto only = directory.onlySource())
        return only;
    if (auto entry = directory.byHost(request.host))
        return entry;
    const std::array hosts{domain::hostAndPort(page), domain::hostAndPort(domain::header(request.headers, "Origin")),
                           domain::hostAndPort(domain::header(request.headers, "Referer"))};
    std::string_view sender = request.host;
    for (auto host = hosts.rbegin(); host != hosts.rend(); ++host)
        sender = host->empty() ? sender : std::string_view(*host);
    for (const std::string& host : hosts) {
        if (auto entry = directory.byHost(host))
            return entry;
    }
    m_service.unknownSender(domain::Protocol::Tracker, sender, request.receivedAt);
    return directory.byId(domain::kUnassignedSource);
}

void TrackerSites::report(const domain::Request& request, const domain::SourceEntry& entry,
                          const trk::ProblemCounts& problems)
{
    using Told = std::pair<trk::Problem, std::string_view>;
    constexpr std::array kRefused{Told{trk::Problem::BadJson, "The body is no JSON object."},
                                  Told{trk::Problem::AccountMismatch, "acct does not prove the account."},
                                  Told{trk::Problem::TooMany, "The list holds more items than are taken."},
                                  Told{trk::Problem::NoAmount, "A payment names no amount."}};
    const auto count = [&problems](trk::Problem problem) { return problems[static_cast<std::size_t>(problem)]; };
    for (const auto& [problem, detail] : kRefused) {
        if (const std::size_t items = count(problem))
            refuse(request, &entry, trk::name(problem), detail, items);
    }
    for (const trk::Problem repaired : {trk::Problem::BadUuidMapped, trk::Problem::CoercedToText,
                                        trk::Problem::UnknownKeyKept, trk::Problem::BadCurrency}) {
        if (count(repaired) > 0)
            m_service.countOfSource("sightglass_tracker_" + std::string(trk::name(repaired)) + "_total",
                                    entry.source.id);
    }
}

void TrackerSites::refuse(const domain::Request& request, const domain::SourceEntry* entry, std::string_view reason,
                          std::string_view detail, std::size_t items)
{
    domain::Rejection rejection = rejectionOf(domain::Protocol::Tracker, request.receivedAt, entry, reason, detail);
    rejection.items = static_cast<std::int64_t>(items);
    m_service.refused(std::move(rejection));
}

std::string trackedPage(const domain::Request& request, const trk::Body& body)
{
    if (request.method == domain::Method::Get)
        return domain::queryMember(request.query, "url").value_or(std::string());
    return std::string(body.find("url").text());
}

} // namespace sightglass::intake
