// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/selfregistration.h"

#include "core/handover.h"
#include "core/logging.h"

#include <utility>

namespace sightglass::service {

namespace {

constexpr int kMostWaiting = 1000;

} // namespace

SelfRegistration::SelfRegistration(storage::Store& store, std::size_t most)
    : m_store(store)
    , m_most(most)
{
    m_thread.setMaxThreadCount(1);
    if (const auto sources = store.control().sources(domain::kUnassignedProject))
        m_sources = sources->size();
}

void SelfRegistration::find(std::string uri, Done done)
{
    if (m_waiting.fetch_add(1) >= kMostWaiting) {
        m_waiting.fetch_sub(1);
        return done(m_store.sources().byId(domain::kUnassignedSource));
    }
    m_thread.start(HandedOver([this, uri = std::move(uri), done = std::move(done)] {
        done(registered(uri));
        m_waiting.fetch_sub(1);
    }));
}

domain::SourceDirectory::Entry SelfRegistration::registered(const std::string& uri)
{
    const domain::SourceDirectory& directory = m_store.sources();
    if (auto entry = directory.byPublicId(domain::Protocol::Sierra, uri))
        return entry; // made while this one waited
    if (m_sources >= m_most)
        return directory.byId(domain::kUnassignedSource);
    domain::Source source;
    source.project = domain::kUnassignedProject;
    source.name = source.sierraUri = uri;
    const Expected<domain::Source> added = m_store.control().addSource(std::move(source));
    if (!added) {
        qCWarning(lcService) << "a source that named itself could not be kept:" << added.error().detail;
        return directory.byId(domain::kUnassignedSource);
    }
    ++m_sources;
    auto entry = directory.byId(added->id);
    return entry ? entry : directory.byId(domain::kUnassignedSource);
}

} // namespace sightglass::service
