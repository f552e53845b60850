// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/shortlink.h"

#include "core/jsonwriter.h"
#include "core/timetext.h"
#include "core/utf8.h"
#include "domain/webaddress.h"
#include "ingest/membertext.h"
#include "ingest/tracker/redirecttarget.h"
#include "ingest/tracker/texts.h"

#include <algorithm>
#include <array>

namespace sightglass::ingest::tracker {

namespace {

std::string hostWithPort(const domain::WebAddress& address)
{
    return lowerText(address.port.empty() ? address.host : address.host + ':' + address.port);
}

std::string withScheme(std::string_view text)
{
    return text.find("://") == std::string_view::npos ? "https://" + std::string(text) : std::string(text);
}

std::string_view withoutTrailingSlash(std::string_view path)
{
    while (path.size() > 1 && path.ends_with('/'))
        path.remove_suffix(1);
    return path;
}

/// As links are compared: decoded, in lower case, without a slash at the end.
std::string slugOf(std::string_view path)
{
    std::string slug = domain::percentDecode(withoutTrailingSlash(path));
    std::erase(slug, '\0');
    return lowerText(isUtf8(slug) ? slug : repairUtf8(slug));
}

bool isTrackedRedirect(std::string_view path)
{
    constexpr std::array<std::string_view, 3> kPaths{"/rdr/v1", "/tr/v1/rdr", "/tr/v1/xrdr"};
    return std::any_of(kPaths.begin(), kPaths.end(), [path](std::string_view redirect) {
        const std::size_t at = path.find(redirect);
        const std::size_t end = at + redirect.size();
        return at != std::string_view::npos && (end == path.size() || path[end] == '/');
    });
}

std::string membersButUrl(std::string_view query)
{
    std::string kept;
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view member = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (member.empty() || member.substr(0, member.find('=')) == "url")
            continue;
        kept.append(kept.empty() ? "" : "&").append(member);
    }
    return kept;
}

} // namespace

std::variant<domain::ShortLinkChange, std::string_view> readShortLink(json::Parser& parser, std::string_view body,
                                                                      const LinkRules& rules)
{
    if (body.empty())
        return "Bad request (body)";
    const auto document = parser.parse(body);
    if (!document || !document->root.isObject())
        return "Bad request (data)";
    domain::ShortLinkChange change;
    const std::string from = lowerText(trimmedText(document->root.find("urlfrom").text()));
    change.urlTo = trimmedText(document->root.find("urlto").text());
    change.searchTo = document->root.find("searchto").text();
    if (from.empty() || change.urlTo.empty())
        return "Bad URL (null)";
    if (from == lowerText(change.urlTo))
        return "Bad URL (equal)";
    const auto to = webTarget(change.urlTo) ? domain::parseWebAddress(change.urlTo) : std::nullopt;
    if (!to)
        return "Bad URL (destination)";
    change.hostTo = lowerText(to->host);
    change.pathTo = lowerText(to->path);
    const auto isOwn = [&](std::string_view host) { return lowerText(host) == change.hostTo; };
    if (std::any_of(rules.ownHosts.begin(), rules.ownHosts.end(), isOwn) &&
        change.pathTo.find("/rdr/") == std::string::npos)
        return "Bad URL (self-referential)";
    change.urlFrom = withScheme(from);
    const auto source = domain::parseWebAddress(change.urlFrom);
    if (!source || source->host.empty())
        return "Bad URL (from)";
    change.hostFrom = hostWithPort(*source);
    change.slugFrom = slugOf(source->path);
    if (change.slugFrom.size() < 2 || (rules.isRoute && rules.isRoute(change.slugFrom)))
        return "Bad URL (from path)";
    return change;
}

std::vector<std::string> shortLinkNames(const domain::Request& request)
{
    const std::string host = lowerText(request.host);
    const std::size_t colon = host.rfind(':');
    const bool hasPort = colon != std::string::npos && host.find(']', colon) == std::string::npos;
    const std::string path = slugOf(request.path);
    std::vector<std::string> names;
    for (const std::string& name : {host, hasPort ? host.substr(0, colon) : host}) {
        if (!request.basePath.empty())
            names.push_back(name + lowerText(request.basePath) + path);
        names.push_back(name + path);
    }
    return names;
}

ShortLinkTarget shortLinkTarget(std::string_view stored)
{
    ShortLinkTarget target;
    target.location = webTarget(stored).value_or(std::string());
    const auto address = domain::parseWebAddress(stored);
    if (!address || !isTrackedRedirect(address->path))
        return target;
    const auto last = webTarget(domain::queryMember(address->query, "url").value_or(std::string()));
    if (!last)
        return target;
    target.location = *last;
    target.query = membersButUrl(address->query);
    target.isTracked = true;
    return target;
}

domain::Response shortLinkList(const std::vector<domain::ShortLinkChange>& history)
{
    domain::Response response{200, "application/json", {{"Cache-Control", "no-store"}}, {}};
    json::Writer writer(response.body);
    writer.openObject();
    writer.key("results");
    writer.openArray();
    for (const domain::ShortLinkChange& change : history) {
        writer.openObject();
        const std::pair<std::string_view, std::string_view> members[] = {
            {"urlfrom", change.urlFrom},  {"hostfrom", change.hostFrom}, {"slugfrom", change.slugFrom},
            {"urlto", change.urlTo},      {"hostto", change.hostTo},     {"pathto", change.pathTo},
            {"searchto", change.searchTo}};
        for (const auto& [key, text] : members)
            writer.member(key, text);
        writer.member("updated", std::string_view(formatTime(change.updatedAt)));
        writer.member("updater", std::string_view(change.updater));
        writer.closeObject();
    }
    writer.closeArray();
    writer.closeObject();
    return response;
}

} // namespace sightglass::ingest::tracker
