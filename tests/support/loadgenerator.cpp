// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/loadgenerator.h"

#include "support/requesttemplate.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstring>

namespace sightglass::test {

namespace {

using SteadyClock = std::chrono::steady_clock;

std::string base64(const std::string& text)
{
    static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < text.size(); i += 3) {
        const auto byte = [&](std::size_t k) {
            return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0U;
        };
        const unsigned group = byte(0) << 16 | byte(1) << 8 | byte(2);
        out += alphabet[group >> 18];
        out += alphabet[group >> 12 & 63];
        out += i + 1 < text.size() ? alphabet[group >> 6 & 63] : '=';
        out += i + 2 < text.size() ? alphabet[group & 63] : '=';
    }
    return out;
}

/// Segment's events as analytics.js sends them.
RequestTemplate segmentRequest(const LoadPlan& plan)
{
    std::vector<std::string> items;
    for (int i = 0; i < plan.eventsPerRequest; ++i) {
        items.push_back(
            std::string(i > 0 ? "," : "") + R"({"type":"track","messageId":")" + plan.idPrefix +
            R"(-{event}","anonymousId":"visitor-{visitor}","event":"Order Completed",)"
            R"("properties":{"orderId":"o-1","plan":"pro","quantity":3},)"
            R"("context":{"library":{"name":"analytics.js","version":"1.0.0"},"page":{"url":"https://shop.example/cart?utm_source=news",)"
            R"("path":"/cart","title":"Cart","referrer":"https://www.google.com/"},"locale":"en-GB","timezone":"Europe/London"}})");
    }
    if (plan.eventsPerRequest > 1) {
        items.front().insert(0, R"({"batch":[)");
        items.back() += "]}";
    }
    std::string head = "POST " + plan.path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(plan.port) +
                       "\r\nContent-Type: application/json\r\n" + std::string(kBrowserHeaders);
    if (!plan.writeKey.empty())
        head += "Authorization: Basic " + base64(plan.writeKey + ":") + "\r\n";
    return {head, items};
}

struct Connection
{
    int fd = -1;
    std::string out; ///< What of the request has not gone yet, from `written` on.
    std::size_t written = 0;
    std::string in;
    std::int64_t first = 0;
    SteadyClock::time_point begun;
};

int connectTo(std::uint16_t port)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(fd);
        return -1;
    }
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
    return fd;
}

/// Status of a whole answer at the front of `in`, 0 while it is not whole yet. Takes the answer away.
int takeAnswer(std::string& in)
{
    const std::size_t end = in.find("\r\n\r\n");
    if (end == std::string::npos)
        return 0;
    std::size_t length = 0;
    for (const char* header : {"Content-Length: ", "content-length: "}) {
        const std::size_t at = in.find(header);
        if (at < end)
            std::from_chars(in.data() + at + 16, in.data() + end, length);
    }
    if (in.size() < end + 4 + length)
        return 0;
    int status = 0;
    std::from_chars(in.data() + 9, in.data() + 12, status);
    in.erase(0, end + 4 + length);
    return status;
}

class Runner
{
public:
    explicit Runner(const LoadPlan& plan)
        : m_plan(plan)
        , m_segment(segmentRequest(plan))
        , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    {
    }
    ~Runner()
    {
        for (const Connection& c : m_connections)
            if (c.fd >= 0)
                ::close(c.fd);
        for (const int fd : m_idle)
            ::close(fd);
        ::close(m_epoll);
    }
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    LoadResult run();

private:
    bool mayBegin() const
    {
        return SteadyClock::now() < m_end && (m_plan.maxRequests == 0 || m_begun < m_plan.maxRequests);
    }
    void begin(Connection& c);
    void write(Connection& c);
    void read(Connection& c);
    void drop(Connection& c);

    const LoadPlan& m_plan;
    RequestTemplate m_segment;
    int m_epoll;
    std::vector<Connection> m_connections;
    std::vector<int> m_idle;
    std::vector<float> m_latencies;
    SteadyClock::time_point m_end;
    std::int64_t m_begun = 0;
    std::int64_t m_open = 0;
    LoadResult m_result;
};

void Runner::begin(Connection& c)
{
    c.first = m_begun++ * m_plan.eventsPerRequest;
    c.out.clear();
    c.written = 0;
    c.begun = SteadyClock::now();
    const std::string& bytes = m_plan.request ? m_plan.request(c.first) : m_segment.numbered(c.first);
    const ssize_t n = ::send(c.fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n == static_cast<ssize_t>(bytes.size()))
        return;
    c.out.assign(bytes, n > 0 ? static_cast<std::size_t>(n) : 0);
    write(c);
}

void Runner::write(Connection& c)
{
    while (c.written < c.out.size()) {
        const ssize_t n = ::send(c.fd, c.out.data() + c.written, c.out.size() - c.written, MSG_NOSIGNAL);
        if (n < 0) {
            if (errno != EAGAIN)
                drop(c);
            return;
        }
        c.written += static_cast<std::size_t>(n);
    }
}

void Runner::read(Connection& c)
{
    std::array<char, 16384> buffer;
    const ssize_t n = ::recv(c.fd, buffer.data(), buffer.size(), 0);
    if (n < 0 && errno == EAGAIN)
        return;
    if (n <= 0)
        return drop(c);
    c.in.append(buffer.data(), static_cast<std::size_t>(n));
    const int status = takeAnswer(c.in);
    if (status == 0)
        return;
    m_latencies.push_back(std::chrono::duration<float, std::milli>(SteadyClock::now() - c.begun).count());
    if (status / 100 == 2) {
        ++m_result.requests;
        if (m_plan.acknowledged)
            m_plan.acknowledged(c.first);
    } else {
        ++m_result.refused;
    }
    if (mayBegin()) {
        begin(c);
    } else {
        ::close(c.fd);
        c.fd = -1;
        --m_open;
    }
}

void Runner::drop(Connection& c)
{
    if (c.fd < 0)
        return;
    ++m_result.broken;
    ::close(c.fd);
    c.fd = -1;
    --m_open;
}

LoadResult Runner::run()
{
    for (int i = 0; i < m_plan.idleConnections; ++i)
        if (const int fd = connectTo(m_plan.port); fd >= 0)
            m_idle.push_back(fd);
    m_connections.resize(static_cast<std::size_t>(m_plan.connections));
    const auto start = SteadyClock::now();
    m_end = start + m_plan.duration;
    for (Connection& c : m_connections) {
        c.fd = connectTo(m_plan.port);
        if (c.fd < 0) {
            ++m_result.broken;
            continue;
        }
        ++m_open;
        epoll_event event{};
        event.events = EPOLLIN | EPOLLOUT | EPOLLET;
        event.data.ptr = &c;
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, c.fd, &event);
        begin(c);
    }
    const auto deadline = m_end + std::chrono::seconds(10);
    std::array<epoll_event, 256> events;
    while (m_open > 0 && SteadyClock::now() < deadline) {
        const int n = ::epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), 100);
        for (int i = 0; i < n; ++i) {
            auto& c = *static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr);
            if (c.fd >= 0 && (events[static_cast<std::size_t>(i)].events & EPOLLOUT) != 0 && c.written < c.out.size())
                write(c);
            if (c.fd >= 0 && (events[static_cast<std::size_t>(i)].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
                read(c);
        }
    }
    m_result.seconds = std::chrono::duration<double>(SteadyClock::now() - start).count();
    std::sort(m_latencies.begin(), m_latencies.end());
    if (!m_latencies.empty()) {
        m_result.p50Ms = m_latencies[m_latencies.size() / 2];
        m_result.p99Ms = m_latencies[m_latencies.size() * 99 / 100];
    }
    return m_result;
}

} // namespace

LoadResult runLoad(const LoadPlan& plan)
{
    return Runner(plan).run();
}

std::string loadId(const std::string& prefix, std::int64_t number)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%012lld", static_cast<long long>(number));
    return prefix + "-" + text.data();
}

} // namespace sightglass::test
