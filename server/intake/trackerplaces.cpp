// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/trackerplaces.h"

#include "ingest/tracker/answers.h"

namespace sightglass::intake {

namespace {

/// One of the requests being answered.
class TrackerPlace
{
public:
    explicit TrackerPlace(std::shared_ptr<std::atomic<std::int64_t>> taken)
        : m_taken(std::move(taken))
        , m_before(m_taken->fetch_add(1))
    {
    }
    ~TrackerPlace() { leave(); }
    TrackerPlace(const TrackerPlace&) = delete;
    TrackerPlace& operator=(const TrackerPlace&) = delete;

    [[nodiscard]] std::int64_t before() const { return m_before; }
    void leave()
    {
        if (!m_hasLeft.exchange(true))
            m_taken->fetch_sub(1);
    }

private:
    const std::shared_ptr<std::atomic<std::int64_t>> m_taken;
    const std::int64_t m_before;
    std::atomic<bool> m_hasLeft = false;
};

} // namespace

domain::Responder TrackerPlaces::admitted(domain::Responder respond) const
{
    auto place = std::make_shared<TrackerPlace>(m_taken);
    if (m_atOnce != 0 && place->before() >= m_atOnce)
        return {};
    return [place = std::move(place), respond = std::move(respond)](domain::Response response) {
        place->leave();
        respond(std::move(response));
    };
}

domain::Handler TrackerPlaces::counted(domain::Handler handler) const
{
    return [this, handler = std::move(handler)](domain::Request&& request, const domain::Responder& respond) {
        domain::Responder counted = admitted(respond);
        if (!counted)
            return respond(ingest::tracker::full());
        handler(std::move(request), std::move(counted));
    };
}

} // namespace sightglass::intake
