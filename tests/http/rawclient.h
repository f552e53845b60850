// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sightglass::test {

/// One answer as it stood on the wire.
struct RawReply
{
    int status = 0; ///< 0: the connection ended or nothing came in time.
    std::string head;
    std::string body;

    [[nodiscard]] std::string header(std::string_view name) const;
    [[nodiscard]] bool hasHeader(std::string_view name) const { return !header(name).empty(); }
};

/// A blocking loopback socket that sends whatever bytes a test wants and reads answers one after the other.
class RawClient
{
public:
    explicit RawClient(std::uint16_t port);
    ~RawClient();
    RawClient(RawClient&& other) noexcept;
    RawClient& operator=(RawClient&&) = delete;

    /// False when the peer has closed.
    bool send(std::string_view bytes);
    void endWriting();
    void reset(); ///< Goes away with RST, like a killed process.
    /// The next answer; `isHead`: without a body, whatever its Content-Length says.
    [[nodiscard]] RawReply reply(bool isHead = false);
    /// Whether the peer closes within the time a test waits.
    [[nodiscard]] bool seesEnd();
    [[nodiscard]] std::string_view unread() const { return m_input; }
    [[nodiscard]] bool readMore();
    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
    std::string m_input;
};

/// Sends one request on a connection of its own.
[[nodiscard]] RawReply ask(std::uint16_t port, std::string_view request);
/// "POST path" with a body and further header lines, each with CRLF.
[[nodiscard]] std::string post(std::string_view path, std::string_view body, std::string_view headerLines = {});

} // namespace sightglass::test
