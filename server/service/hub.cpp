// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/hub.h"

#include "core/logging.h"
#include "http/server.h"
#include "service/controlsocket.h"
#include "service/httpoptions.h"
#include "service/hubcore.h"
#include "service/localhandler.h"
#include "service/protocols.h"
#include "service/trackeroptions.h"

#include <sys/resource.h>

namespace sightglass::service {

namespace {

/// Every connection is a descriptor: take what the system allows (design §3).
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
            qCWarning(lcService) << "the limit of open files could not be raised";
    }
}

} // namespace

/// What lives while the hub runs, in the order of construction; destroyed the other way round.
struct Hub::Running
{
    std::unique_ptr<HubCore> core;
    const Clock& clock;
    Protocols protocols;
    http::HttpServer server;
    ControlServer control;

    Running(std::unique_ptr<HubCore> hubCore, const Settings& settings, const Clock& hubClock)
        : core(std::move(hubCore))
        , clock(hubClock)
        , protocols(*core, settings, clock)
        , server(httpOptions(settings), httpParts(), clock, core->counters())
        , control(localHandler(core->api()), clock)
    {
    }

    http::HttpParts httpParts()
    {
        http::HttpParts parts;
        protocols.addTo(parts);
        parts.handlers["health.root"] = rootHandler();
        parts.handlers["api.health"] = core->api().healthHandler();
        parts.handlers["api.openapi"] = core->api().openApiHandler();
        parts.handlers["api.metrics"] = core->api().metricsHandler();
        parts.handlers["tracker.metrics"] = core->api().metricsHandler();
        parts.handlers["api.resource"] = core->api().resourceHandler();
        parts.sockets["api.live"] = core->api().liveHandler();
        parts.forwarder = [this](const std::string& address) {
            core->sharedAddresses().noteForwarding(address, clock.now());
        };
        parts.refused = [this](domain::Rejection rejection) { core->live().rejected(std::move(rejection)); };
        return parts;
    }
};

Hub::Hub(Settings& settings, QString directory, const Clock& clock)
    : m_settings(settings)
    , m_directory(std::move(directory))
    , m_clock(clock)
{
}

Hub::~Hub()
{
    stop();
}

Expected<void> Hub::start()
{
    if (d)
        return {};
    raiseDescriptorLimit();
    if (const Expected<void> usable = checkTrackerOptions(m_settings); !usable)
        return usable;
    Expected<std::unique_ptr<HubCore>> core = HubCore::open(m_settings, m_directory, m_clock);
    if (!core)
        return unexpected(core.error());
    auto running = std::make_unique<Running>(std::move(*core), m_settings, m_clock);
    running->core->startPulling();
    Expected<std::vector<std::string>> urls = running->server.listen();
    if (!urls)
        return unexpected(urls.error());
    if (const Expected<void> listening = running->control.listen(m_directory); !listening) {
        running->server.stop();
        return listening;
    }
    m_urls = std::move(*urls);
    for (std::string& url : m_urls)
        url += m_settings.text("base_path").toStdString();
    m_windowToken = running->core->tokens().addTemporary("window", domain::Scope::Admin);
    d = std::move(running);
    qCInfo(lcService).noquote() << "the hub answers on" << QString::fromStdString(m_urls.front());
    return {};
}

void Hub::stop()
{
    if (!d)
        return;
    d->control.close();
    d->core->stopPulling();     // a request may wait for it
    d->core->api().beginStop(); // and for a question
    d->server.stop();
    d->protocols.stop();
    d->core->api().stop();
    d->core->store().drain();
    d.reset();
    m_urls.clear();
    m_windowToken.clear();
}

} // namespace sightglass::service
