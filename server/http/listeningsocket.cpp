// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/listeningsocket.h"

#include "core/ipaddress.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace sightglass::http {

namespace {

constexpr int kBacklog = 4096;
constexpr std::string_view kLocalPrefix = "unix:";

Unexpected failure(const std::string& where, int code)
{
    const QString place = QString::fromStdString(where);
    if (code == EADDRINUSE)
        return unexpected(ErrorCode::Conflict,
                          QStringLiteral("Another program, perhaps another hub, listens on %1 already.").arg(place),
                          place);
    return unexpected(
        ErrorCode::Io,
        QStringLiteral("Cannot listen on %1: %2.").arg(place, QString::fromLocal8Bit(std::strerror(code))), place);
}

socklen_t fill(sockaddr_storage& storage, const IpAddress& address, std::uint16_t port)
{
    storage = {};
    if (address.isV4()) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        std::memcpy(&v4.sin_addr, address.bytes.data() + 12, 4);
        std::memcpy(&storage, &v4, sizeof v4);
        return sizeof v4;
    }
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    std::memcpy(&v6.sin6_addr, address.bytes.data(), address.bytes.size());
    std::memcpy(&storage, &v6, sizeof v6);
    return sizeof v6;
}

std::uint16_t boundPort(int descriptor)
{
    sockaddr_storage bound{};
    socklen_t size = sizeof bound;
    getsockname(descriptor, reinterpret_cast<sockaddr*>(&bound), &size);
    std::uint16_t port = 0; // at the same place in both families
    std::memcpy(&port, reinterpret_cast<const char*>(&bound) + 2, sizeof port);
    return ntohs(port);
}

/// A file left behind by a hub that was killed refuses connections; a living one does not.
bool isAlive(const sockaddr_un& address)
{
    const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool alive = ::connect(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(probe);
    return alive;
}

} // namespace

Expected<ListeningSocket> ListeningSocket::open(const ListenerOptions& options)
{
    return options.address.starts_with(kLocalPrefix) ? openLocal(options.address.substr(kLocalPrefix.size()))
                                                     : openTcp(options);
}

Expected<ListeningSocket> ListeningSocket::openTcp(const ListenerOptions& options)
{
    std::string text = options.address == "localhost" ? "127.0.0.1" : options.address;
    if (text.starts_with('[') && text.ends_with(']'))
        text = text.substr(1, text.size() - 2);
    const bool isAny = text == "::"; // all zero, which parse() takes for an address like any other
    const auto address = IpAddress::parse(text);
    if (!address)
        return unexpected(ErrorCode::InvalidInput,
                          QStringLiteral("An address to listen on is an IP address, \"localhost\" or \"unix:/path\"."),
                          QString::fromStdString(options.address));
    const bool isV4 = address->isV4();
    ListeningSocket socket(::socket(isV4 ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const int on = 1;
    const int off = 0;
    setsockopt(socket.m_descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (!isV4)
        setsockopt(socket.m_descriptor, IPPROTO_IPV6, IPV6_V6ONLY, isAny ? &off : &on, sizeof on);
    sockaddr_storage storage;
    const socklen_t size = fill(storage, *address, options.port);
    const std::string shown = isV4 ? text : "[" + text + "]";
    if (socket.m_descriptor < 0 ||
        ::bind(socket.m_descriptor, reinterpret_cast<const sockaddr*>(&storage), size) != 0 ||
        ::listen(socket.m_descriptor, kBacklog) != 0)
        return failure(shown + ":" + std::to_string(options.port), errno);
    socket.m_port = boundPort(socket.m_descriptor);
    socket.m_url =
        (options.certificateFile.empty() ? "http://" : "https://") + shown + ":" + std::to_string(socket.m_port);
    return socket;
}

Expected<ListeningSocket> ListeningSocket::openLocal(const std::string& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.empty() || path.size() >= sizeof address.sun_path)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("The path of a local socket is empty or too long."),
                          QString::fromStdString(path));
    std::memcpy(address.sun_path, path.c_str(), path.size());
    if (isAlive(address))
        return failure(path, EADDRINUSE);
    ::unlink(path.c_str());
    ListeningSocket socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const mode_t mask = ::umask(0177);
    const bool isBound = ::bind(socket.m_descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    const int code = errno;
    ::umask(mask);
    if (!isBound || ::listen(socket.m_descriptor, kBacklog) != 0)
        return failure(path, isBound ? errno : code);
    socket.m_path = path;
    socket.m_url = std::string(kLocalPrefix) + path;
    return socket;
}

ListeningSocket::ListeningSocket(ListeningSocket&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_port(other.m_port)
    , m_path(std::exchange(other.m_path, {}))
    , m_url(std::move(other.m_url))
{
}

ListeningSocket& ListeningSocket::operator=(ListeningSocket&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_port, other.m_port);
    std::swap(m_path, other.m_path);
    std::swap(m_url, other.m_url);
    return *this;
}

ListeningSocket::~ListeningSocket()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
    if (!m_path.empty())
        ::unlink(m_path.c_str());
}

} // namespace sightglass::http
