// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/rawclient.h"

#include <QtGlobal>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace sightglass::test {

namespace {
constexpr int kPatienceMs = 10'000;

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return std::tolower(x) == std::tolower(y); });
}
} // namespace

std::string RawReply::header(std::string_view name) const
{
    std::string_view rest = head;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find("\r\n"), rest.size());
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 2, rest.size()));
        const std::size_t colon = line.find(": ");
        if (colon != std::string_view::npos && equalsIgnoringCase(line.substr(0, colon), name))
            return std::string(line.substr(colon + 2));
    }
    return {};
}

RawClient::RawClient(std::uint16_t port)
    : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        qFatal("cannot connect to port %d", port);
}

RawClient::RawClient(RawClient&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_input(std::move(other.m_input))
{
}

RawClient::~RawClient()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool RawClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t went = ::send(m_descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (went <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(went));
    }
    return true;
}

void RawClient::endWriting()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

void RawClient::reset()
{
    const linger hard{1, 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    ::close(std::exchange(m_descriptor, -1));
}

bool RawClient::readMore()
{
    pollfd wait{m_descriptor, POLLIN, 0};
    if (::poll(&wait, 1, kPatienceMs) <= 0)
        return false;
    char bytes[16 * 1024];
    const ssize_t got = ::recv(m_descriptor, bytes, sizeof bytes, 0);
    if (got <= 0)
        return false;
    m_input.append(bytes, static_cast<std::size_t>(got));
    return true;
}

RawReply RawClient::reply(bool isHead)
{
    std::size_t headEnd = std::string::npos;
    while ((headEnd = m_input.find("\r\n\r\n")) == std::string::npos) {
        if (!readMore())
            return {};
    }
    RawReply reply;
    reply.head = m_input.substr(0, headEnd + 2);
    reply.status = std::stoi(reply.head.substr(9, 3));
    m_input.erase(0, headEnd + 4);
    const std::string length = reply.header("Content-Length");
    const std::size_t bodyBytes = isHead || length.empty() ? 0 : std::stoul(length);
    while (m_input.size() < bodyBytes) {
        if (!readMore())
            return {};
    }
    reply.body = m_input.substr(0, bodyBytes);
    m_input.erase(0, bodyBytes);
    return reply;
}

bool RawClient::seesEnd()
{
    pollfd wait{m_descriptor, POLLIN, 0};
    char byte = 0;
    return ::poll(&wait, 1, kPatienceMs) > 0 && ::recv(m_descriptor, &byte, 1, 0) <= 0;
}

RawReply ask(std::uint16_t port, std::string_view request)
{
    RawClient client(port);
    client.send(request);
    return client.reply();
}

std::string post(std::string_view path, std::string_view body, std::string_view headerLines)
{
    std::string request = "POST ";
    request.append(path).append(" HTTP/1.1\r\nHost: hub.example\r\n").append(headerLines);
    request.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n").append(body);
    return request;
}

} // namespace sightglass::test
