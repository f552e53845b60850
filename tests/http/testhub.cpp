// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/testhub.h"

#include <QtGlobal>

#include <algorithm>
#include <thread>

namespace sightglass::test {

namespace {

/// Greets, echoes, and closes when asked to.
class EchoSession final : public domain::SocketSession
{
public:
    explicit EchoSession(domain::SocketActions socket)
        : m_socket(std::move(socket))
    {
        m_socket.send("hello");
    }
    void received(std::string text) override
    {
        if (text == "close")
            m_socket.close(1008, "as you wish");
        else
            std::thread([socket = m_socket, text = std::move(text)] { socket.send("echo " + text); }).join();
    }

private:
    const domain::SocketActions m_socket;
};

} // namespace

TestHub::TestHub(http::HttpOptions options)
{
    m_server = std::make_unique<http::HttpServer>(std::move(options), parts(), m_clock, m_counters);
    const auto urls = m_server->listen();
    if (!urls)
        qFatal("%s", qPrintable(urls.error().detail));
    m_urls = *urls;
}

TestHub::~TestHub()
{
    m_server->stop();
    const std::lock_guard lock(m_state->mutex);
    m_state->held.clear();
}

http::HttpOptions TestHub::quickOptions()
{
    using namespace std::chrono_literals;
    http::HttpOptions options;
    options.listeners.front().port = 0;
    options.threads = 2;
    options.limits.headTime = 400ms;
    options.limits.bodyTime = 400ms;
    options.limits.idleTime = 10s;
    options.limits.starvedTime = 300ms;
    options.limits.drainTime = 300ms;
    return options;
}

http::HttpParts TestHub::parts()
{
    http::HttpParts parts;
    const auto note = [state = m_state](const domain::Request& request) {
        const std::lock_guard lock(state->mutex);
        state->requests.push_back(request);
    };
    const auto answering = [note](std::string type, std::string body) {
        return [note, type, body](domain::Request&& request, const domain::Responder& respond) {
            note(request);
            respond({200, type, {}, body});
        };
    };
    parts.handlers["segment.track"] = [note, state = m_state](domain::Request&& request, domain::Responder respond) {
        note(request);
        {
            const std::lock_guard lock(state->mutex);
            if (state->isHolding) {
                state->held.emplace_back(request.query, std::move(respond));
                return;
            }
        }
        respond({200, "application/json", {}, kStored});
    };
    parts.handlers["segment.batch"] = answering("application/json", R"({"success":true,"processed":1})");
    parts.handlers["segment.pixel"] = answering("image/gif", "GIF89a");
    parts.handlers["openmetrics.call"] = answering("text/plain; charset=utf-8", "ok");
    parts.handlers["segment.settings"] = answering("application/json", "{}");
    parts.handlers["segment.script"] = answering("application/javascript", "/* script */");
    parts.handlers["health.root"] = answering("application/json", R"({"status":"ok","service":"sightglass"})");
    parts.handlers["api.health"] = answering("application/json", R"({"status":"ok"})");
    parts.handlers["api.resource"] = [note, state = m_state](domain::Request&& request,
                                                             const domain::Responder& respond) {
        note(request);
        if (domain::header(request.headers, "authorization") == "Bearer slow") {
            const std::lock_guard lock(state->mutex);
            state->held.emplace_back(request.query, respond);
        } else if (domain::header(request.headers, "authorization") == "Bearer good") {
            respond(
                {422, "application/json", {{"X-Evil", "a\r\nSet-Cookie: b"}}, "{\"path\":\"" + request.path + "\"}"});
        } else {
            respond({401, "application/problem+json", {}, "{}"});
        }
    };
    parts.sockets["api.live"] = [note](const domain::Request& request,
                                       domain::SocketActions socket) -> std::unique_ptr<domain::SocketSession> {
        note(request);
        return std::make_unique<EchoSession>(std::move(socket));
    };
    parts.forwarder = [state = m_state](const std::string& address) {
        const std::lock_guard lock(state->mutex);
        state->forwarders.push_back(address);
    };
    parts.refused = [state = m_state](domain::Rejection rejection) {
        const std::lock_guard lock(state->mutex);
        state->refusals.push_back(std::move(rejection));
    };
    return parts;
}

std::uint16_t TestHub::port(std::size_t listener) const
{
    const std::string& url = m_urls.at(listener);
    return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
}

std::vector<domain::Request> TestHub::requests() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->requests;
}

std::vector<domain::Rejection> TestHub::refusals() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->refusals;
}

std::vector<std::string> TestHub::forwarders() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->forwarders;
}

std::size_t TestHub::heldCount() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->held.size();
}

void TestHub::hold(bool on)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->isHolding = on;
}

void TestHub::release(bool backwards)
{
    decltype(m_state->held) held;
    {
        const std::lock_guard lock(m_state->mutex);
        held.swap(m_state->held);
    }
    if (backwards)
        std::reverse(held.begin(), held.end());
    std::thread([&held] {
        for (auto& [name, respond] : held)
            respond({200, "text/plain", {}, name});
    }).join();
}

} // namespace sightglass::test
