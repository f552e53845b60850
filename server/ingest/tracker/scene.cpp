// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/scene.h"

#include "ingest/membertext.h"
#include "ingest/tracker/hashes.h"
#include "ingest/tracker/texts.h"

namespace sightglass::ingest::tracker {

Scene::Scene(const Options& o, json::Value record, json::Value params, const domain::Request& r, Call c,
             const Surroundings& a, Decoded& d)
    : options(o)
    , request(r)
    , call(c)
    , around(a)
    , out(d)
    , fields(record, params, decoded.event, d.problems)
    , hostHash(shortHash(hostWithoutPort(r.host)))
{
}

bool provesAccount(Fields& fields, const domain::Request& request, const Options& options)
{
    return options.accountMixer.empty() ||
           fields.text("acct") == shortHash(hostWithoutPort(request.host) + options.accountMixer);
}

void keep(domain::Event& event, std::string_view column, std::string text)
{
    if (!text.empty())
        event.wire.push_back({std::string(column), std::move(text)});
}

void keepNumber(domain::Event& event, std::string_view column, std::optional<std::int64_t> number)
{
    if (number)
        event.wire.push_back({std::string(column), *number});
}

void applySender(Scene& scene)
{
    domain::Event& event = scene.event();
    const std::string& kept = scene.around.keptAddress;
    keep(event, "hhash", scene.hostHash);
    keep(event, "host", hostWithoutPort(scene.request.host));
    keep(event, "ip", kept);
    if (!kept.empty())
        keep(event, "iphash", addressHash(kept, scene.options));
    if (scene.isOfServer())
        return keep(event, "bhash", scene.fields.textAsSent("bhash"));
    domain::DecodedEvent& decoded = scene.decoded;
    decoded.userAgent = domain::header(scene.request.headers, "User-Agent");
    decoded.acceptLanguage = domain::header(scene.request.headers, "Accept-Language");
    decoded.address = scene.request.clientAddress;
    decoded.browserExpected = scene.fields.text("app") != "native"; // apps come by HTTP libraries (§18)
    const std::string browser = lowerText(trimmedText(decoded.userAgent));
    if (browser.empty())
        return;
    keep(event, "bhash", shortHash(browser));
    keep(event, "browser", browser);
}

} // namespace sightglass::ingest::tracker
