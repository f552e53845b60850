// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/errands.h"

#include <algorithm>
#include <tuple>

namespace sightglass::storage {

Errands::Errands(const SourceTable& sources, const CatalogueTable& catalogue, Reworker& reworker)
    : m_sources(sources)
    , m_catalogue(catalogue)
    , m_reworker(reworker)
{
}

Expected<std::int64_t> Errands::perform(ProjectId project, Reworker::Change change, const Progress& progress,
                                        const std::function<void()>& wake)
{
    const auto errand = std::make_shared<Errand>(project, std::move(change));
    std::future<Expected<std::int64_t>> outcome = errand->outcome.get_future();
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopped)
            return unexpected(*m_stopped);
        m_errands.push_back(errand);
    }
    wake();
    while (outcome.wait_for(kTellEvery) != std::future_status::ready) {
        if (!progress(errand->done, errand->total))
            errand->isCancelled = true;
    }
    std::ignore = progress(errand->done, errand->total);
    return outcome.get();
}

Expected<bool> Errands::runPiece()
{
    const std::shared_ptr<Errand> errand = current();
    if (!errand)
        return false;
    const Expected<bool> more = work(*errand);
    if (!more)
        end(errand, unexpected(more.error()));
    else if (!*more)
        end(errand, errand->events);
    return true;
}

Expected<bool> Errands::work(Errand& errand)
{
    if (errand.isCancelled)
        return unexpected(ErrorCode::Cancelled, QStringLiteral("What has been done stays done."));
    const Catalogue::Entry chunk = errand.tour.next(*m_catalogue.snapshot(), *m_sources.snapshot());
    errand.total = errand.tour.total();
    errand.done = errand.tour.done();
    if (!chunk)
        return false;
    const auto ofProject = [&errand](domain::Event& event) {
        return event.project == errand.tour.project() ? errand.change(event) : Reworker::Verdict::Keep;
    };
    const Expected<std::int64_t> events = m_reworker.rework(chunk->id, ofProject);
    if (!events)
        return unexpected(events.error());
    errand.events += *events;
    errand.tour.leave(chunk->id);
    return true;
}

void Errands::stop(const Error& error)
{
    std::deque<std::shared_ptr<Errand>> waiting;
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = error;
        waiting = std::exchange(m_errands, {});
    }
    for (const std::shared_ptr<Errand>& errand : waiting)
        errand->outcome.set_value(unexpected(error));
}

std::shared_ptr<Errands::Errand> Errands::current()
{
    const std::lock_guard lock(m_mutex);
    return m_errands.empty() ? nullptr : m_errands.front();
}

void Errands::end(const std::shared_ptr<Errand>& errand, Expected<std::int64_t> outcome)
{
    {
        const std::lock_guard lock(m_mutex);
        if (std::erase(m_errands, errand) == 0)
            return; // stopped meanwhile, and answered
    }
    errand->outcome.set_value(std::move(outcome));
}

} // namespace sightglass::storage
