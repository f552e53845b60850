// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace sightglass::http {

/// Takes a chunked body apart (RFC 9112 §7.1). Chunk extensions and trailers are read away. Pure state, no clock, no
/// socket.
class ChunkedDecoder
{
public:
    enum class State : std::uint8_t { NeedsMore, Complete, Malformed, TooLarge };
    struct Step
    {
        State state = State::NeedsMore;
        std::size_t used = 0; ///< Bytes of the input consumed; all of them while more is needed.
    };

    /// Appends the data found to `out`, which never grows past `limit` bytes.
    [[nodiscard]] Step feed(std::string_view bytes, std::string& out, std::size_t limit);

private:
    enum class Part : std::uint8_t { Size, Extension, SizeEnd, Data, DataEnd, DataEndLf, Trailer, Done };

    State takeControlByte(char c);
    State takeSizeDigit(char c);
    State endSizeLine();
    State takeTrailerByte(char c);

    Part m_part = Part::Size;
    std::uint64_t m_left = 0; ///< Bytes of the present chunk still to come.
    int m_digits = 0;
    std::size_t m_lineBytes = 0; ///< Length of the present extension or of all trailers.
    bool m_isTrailerLineEmpty = true;
};

} // namespace sightglass::http
