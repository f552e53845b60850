// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/currenttraits.h"

#include "api/portrait.h"

#include <optional>

namespace sightglass::service {

namespace {

constexpr int kTraitEventsAtOnce = 500;

} // namespace

Expected<CurrentTraits> CurrentTraits::of(storage::Store& store, ProjectId project)
{
    const Expected<std::unique_ptr<domain::EventScan>> scan = store.openScan();
    if (!scan)
        return unexpected(scan.error());
    Expected<std::vector<domain::IdentityLink>> links = (*scan)->identityLinks(project);
    if (!links)
        return unexpected(links.error());
    return CurrentTraits(store, project, std::move(*links));
}

CurrentTraits::CurrentTraits(storage::Store& store, ProjectId project, std::vector<domain::IdentityLink> links)
    : m_store(&store)
    , m_project(project)
    , m_links(std::move(links))
    , m_graph(m_links)
{
}

Expected<std::vector<std::string>> CurrentTraits::keys(std::uint64_t visitor) const
{
    const auto spans = domain::identitySpans(m_links, m_graph.resolve(visitor, TimePoint::max()));
    api::Portrait portrait;
    std::optional<storage::EventCursor> after;
    for (bool hasMore = true; hasMore;) {
        const auto events = m_store->personEvents(m_project, domain::keysOf(spans), after, kTraitEventsAtOnce);
        if (!events)
            return unexpected(events.error());
        hasMore = events->size() == kTraitEventsAtOnce;
        for (const domain::Event& event : *events) {
            after = storage::EventCursor::at(event);
            if (domain::holds(spans, event.visitor, event.eventTime))
                portrait.add(event);
        }
    }
    QJsonObject said;
    portrait.writeTo(said);
    std::vector<std::string> out;
    for (const QString& key : said.value(QLatin1String("traits")).toObject().keys())
        out.push_back(key.toStdString());
    return out;
}

} // namespace sightglass::service
