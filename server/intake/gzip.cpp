// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/gzip.h"

#include "core/charset.h"

#include <zlib.h>

#include <algorithm>

namespace sightglass::intake {

bool takesGzip(std::string_view acceptEncoding)
{
    constexpr CharSet blanks(" \t");
    const std::string lower = asciiLowered(acceptEncoding);
    std::string_view rest = lower;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        const std::string_view item = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const std::size_t mark = std::min(item.find(';'), item.size());
        if (blanks.trim(item.substr(0, mark)) != "gzip")
            continue;
        const std::size_t weight = item.find("q=", mark);
        // "0", "0.", "0.0": nothing but zeros refuses it.
        return weight == std::string_view::npos ||
               blanks.trim(item.substr(weight + 2)).find_first_of("123456789") != std::string_view::npos;
    }
    return false;
}

std::string gzipped(std::string_view text)
{
    constexpr int kGzipWindow = 15 + 16; // zlib's way to say gzip
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzipWindow, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        return {};
    std::string in(text);
    std::string out(deflateBound(&stream, static_cast<uLong>(in.size())), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
    out.resize(done ? stream.total_out : 0);
    deflateEnd(&stream);
    return out;
}

} // namespace sightglass::intake
