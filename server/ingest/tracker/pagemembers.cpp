// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/pageaddress.h"
#include "ingest/tracker/scene.h"
#include "ingest/tracker/urltext.h"

#include <algorithm>

namespace sightglass::ingest::tracker {

void applyPage(Scene& scene, const UrlText& urlText)
{
    domain::Event& event = scene.event();
    // The record's own campaign comes before that of the page's query.
    event.utmSource = scene.fields.text("source");
    event.utmMedium = scene.fields.text("medium");
    event.utmCampaign = scene.fields.text("campaign");
    event.utmTerm = scene.fields.text("term");
    event.utmContent = scene.fields.text("content");
    const std::string url = scene.fields.textAsSent("url");
    if (!url.empty() && !domain::applyPageAddress(event, url, domain::AddressRules::of(scene.around.entry)))
        domain::addWarning(event, domain::Warning::AddressUnusable);
    keep(event, "url", urlText.of(url));
    const std::string last = scene.fields.textAsSent("last");
    if (!last.empty())
        domain::applyReferrer(event, last);
    keep(event, "last", urlText.of(last));
}

void applyKind(Scene& scene)
{
    domain::Event& event = scene.event();
    const auto& ownPages = scene.around.entry.source.pageviewNames;
    const auto& pages = ownPages.empty() ? scene.options.pageviewNames : ownPages;
    const std::string etyp = scene.fields.text("etyp");
    scene.ename = scene.fields.text("ename");
    if (scene.ename.empty())
        scene.ename = scene.fields.text("content");
    else if (event.utmContent != scene.ename)
        keep(event, "content", scene.fields.text("content"));
    const std::string& ename = scene.ename;
    const bool isPage = std::find(pages.begin(), pages.end(), ename) != pages.end() || etyp == "page" ||
                        (ename.empty() && scene.fields.find("url").exists());
    if (scene.call == Call::Pixel)
        event.kind = domain::Kind::Impression;
    else if (scene.call == Call::Redirect || scene.call == Call::ShortLink)
        event.kind = domain::Kind::Click;
    else if (ename == "exposed")
        event.kind = domain::Kind::Exposure;
    else
        event.kind = isPage ? domain::Kind::Pageview : domain::Kind::Custom;
    if (event.kind == domain::Kind::Impression || event.kind == domain::Kind::Custom)
        event.name = !ename.empty() ? ename : event.kind == domain::Kind::Custom ? "hit" : "pixel";
    else
        event.name = event.kind == domain::Kind::Click ? std::string_view("link_click") : domain::name(event.kind);
    event.interactive = etyp != "click";
    if (ename != event.name)
        keep(event, "ename", ename);
}

} // namespace sightglass::ingest::tracker
