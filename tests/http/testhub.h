// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/server.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace sightglass::test {

/// An HttpServer with handlers that note what they get. `/v1/track` answers at once, or, while holding, when told to;
/// the other rows answer at once, but what comes to `api.resource` with the token "slow" is held. Thread: the test's.
class TestHub
{
public:
    /// Fails the program when the server does not start: use make() to see errors.
    explicit TestHub(http::HttpOptions options = {});
    ~TestHub();

    [[nodiscard]] static http::HttpOptions quickOptions(); ///< Port 0, two threads, times of fractions of a second.

    [[nodiscard]] std::uint16_t port(std::size_t listener = 0) const;
    [[nodiscard]] std::vector<domain::Request> requests() const;
    [[nodiscard]] std::vector<domain::Rejection> refusals() const;
    [[nodiscard]] std::vector<std::string> forwarders() const; ///< Peers that nobody trusts and that named others.
    [[nodiscard]] std::size_t heldCount() const;
    void hold(bool on);
    /// Answers what is held, newest first when `backwards`, from a thread of its own.
    void release(bool backwards = false);
    [[nodiscard]] Counters& counters() { return m_counters; }
    void stop() { m_server->stop(); }

    /// What "/v1/track" answers.
    static constexpr const char* kStored = R"({"success":true})";

private:
    struct State
    {
        mutable std::mutex mutex;
        bool isHolding = false;
        std::vector<domain::Request> requests;
        std::vector<domain::Rejection> refusals;
        std::vector<std::string> forwarders;
        std::vector<std::pair<std::string, domain::Responder>> held;
    };
    [[nodiscard]] http::HttpParts parts();

    SystemClock m_clock;
    Counters m_counters;
    std::shared_ptr<State> m_state = std::make_shared<State>();
    std::unique_ptr<http::HttpServer> m_server;
    std::vector<std::string> m_urls;
};

} // namespace sightglass::test
