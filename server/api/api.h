// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/apiparts.h"
#include "api/call.h"
#include "api/watchdog.h"
#include "domain/request.h"

#include <QThreadPool>

#include <atomic>
#include <memory>

namespace sightglass::api {

/// Management API v2 (spec api §2–4): finds the resource, checks token and scope, and answers on worker threads, since
/// the store and queries block. Errors become problem+json.
///
/// Owner: service. Thread: made and destroyed on the main thread; handlers may be called from any. stop() before the
/// store goes away: it refuses new requests, cancels questions and waits for those under way.
class Api
{
public:
    static constexpr int kMostWaiting = 256; ///< Requests waiting for a worker; more are answered 503.

    explicit Api(ApiParts parts, int threads);
    ~Api();

    /// For the rows api.resource, api.health, api.openapi and api.metrics (also of tracker.metrics).
    [[nodiscard]] domain::Handler resourceHandler();
    [[nodiscard]] domain::Handler healthHandler();
    [[nodiscard]] domain::Handler openApiHandler();
    [[nodiscard]] domain::Handler metricsHandler();
    [[nodiscard]] domain::SocketHandler liveHandler();

    /// Answers a request to a resource on the calling thread. `path` is below /api/v2/, split, decoded.
    [[nodiscard]] domain::Response answer(const domain::Request& request, const std::vector<std::string>& path);
    /// The same for a command of the data's owner: no token needed.
    [[nodiscard]] domain::Response answerLocally(const domain::Request& request, const std::vector<std::string>& path);
    /// Runs `work` on a worker; false when too many wait.
    bool onWorker(std::function<void()> work);

    /// What stops a question that begins now: its client going away (`abandoned`, see domain::Request; may be null),
    /// the setting query_timeout, or stopping. Thread: any.
    [[nodiscard]] std::shared_ptr<domain::Cancellation> question(std::shared_ptr<domain::Cancellation> abandoned);

    /// Refuses new requests and cancels questions; those under way still answer.
    void beginStop();
    void stop();

private:
    [[nodiscard]] domain::Response answerAs(const Expected<Actor>& actor, const domain::Request& request,
                                            const std::vector<std::string>& path);
    [[nodiscard]] Answer dispatch(const Actor& actor, const domain::Request& request,
                                  const std::vector<std::string>& path);
    [[nodiscard]] domain::Response health() const;
    [[nodiscard]] domain::Response metrics(const domain::Request& request);

    ApiParts m_parts;
    std::string m_openApi;
    Watchdog m_watchdog;
    QThreadPool m_workers;
    std::atomic<int> m_waiting = 0;
    std::atomic<bool> m_isStopping = false;
};

} // namespace sightglass::api
