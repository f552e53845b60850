// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/goatcounter/pagepath.h"

#include "domain/request.h"
#include "domain/webaddress.h"

#include <algorithm>
#include <array>

namespace sightglass::ingest::goatcounter {

namespace {

using namespace std::string_view_literals;

constexpr std::array kTracking{"ref"sv, "fbclid"sv, "gclid"sv, "mc_cid"sv, "mc_eid"sv};

bool isTracking(std::string_view member)
{
    const std::string name = domain::percentDecode(member.substr(0, member.find('=')), true);
    return name.starts_with("utm_") || std::find(kTracking.begin(), kTracking.end(), name) != kTracking.end();
}

std::string withoutTracking(std::string_view query)
{
    std::string kept;
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view member = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (member.empty() || isTracking(member))
            continue;
        if (!kept.empty())
            kept += '&';
        kept += member;
    }
    return kept;
}

std::string_view withoutSlashes(std::string_view text)
{
    while (text.starts_with('/'))
        text.remove_prefix(1);
    return text;
}

} // namespace

PagePath pagePath(std::string_view sent)
{
    sent = sent.substr(0, sent.find('#'));
    const std::size_t mark = std::min(sent.find('?'), sent.size());
    PagePath page;
    page.path = '/' + std::string(withoutSlashes(sent.substr(0, mark)));
    page.query = sent.substr(std::min(mark + 1, sent.size()));
    page.kept = withoutTracking(page.query);
    return page;
}

std::string reportedPage(std::string_view sent, bool keepTrailingSlash)
{
    const PagePath page = pagePath(sent);
    const auto address = domain::parseWebAddress(page.path);
    std::string path = address ? domain::reportPath(address->path, keepTrailingSlash) : std::string();
    if (!page.kept.empty())
        path += '?' + page.kept;
    return path;
}

std::string eventName(std::string_view path)
{
    return std::string(withoutSlashes(path));
}

} // namespace sightglass::ingest::goatcounter
