// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace sightglass::http {

/// Who uses a transport: told what happens, always from the event loop, never from inside a call to the transport.
class TransportUser
{
public:
    virtual ~TransportUser() = default;
    virtual void bytesArrived() = 0; ///< There may be something to read, or the end.
    virtual void peerStopped() = 0;  ///< It will send no more; what it sent may still be there to read.
    virtual void bytesLeft() = 0;    ///< Everything written has been handed to the system.
    virtual void transportBroke() = 0;
};

/// The bytes of one accepted connection, plain or TLS. Lives on its server thread; closing is destroying.
class Transport
{
public:
    enum class Got : std::uint8_t { Bytes, Nothing, End, Broken };
    struct Read
    {
        Got got = Got::Nothing;
        std::size_t bytes = 0;
    };

    virtual ~Transport() = default;
    [[nodiscard]] virtual Read read(std::span<char> into) = 0;
    /// Sends at once what the system takes and keeps the rest; what breaks is reported by transportBroke().
    virtual void write(std::string_view bytes) = 0;
    [[nodiscard]] virtual std::size_t unsentBytes() const = 0;
    /// Says "no more from here" once everything is sent.
    virtual void shutdownWriting() = 0;
};

} // namespace sightglass::http
