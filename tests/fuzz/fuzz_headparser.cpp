// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The head parser and the target it finds, whole and in two pieces, and a chunked body after it.
#include "http/chunkeddecoder.h"
#include "http/headparser.h"
#include "http/routematcher.h"
#include "http/target.h"

#include <cstdlib>

using namespace sightglass::http;

namespace {

void check(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const RouteMatcher matcher(routes(), [](const RouteRow&) { return true; });
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const HeadLimits limits{.bytes = 4096, .headers = 20};
    RequestHead head;
    RequestHead pieces;
    const HeadResult part = parseHead(bytes.substr(0, size / 2), limits, pieces);
    const HeadResult result = parseHead(bytes, limits, head);
    if (part.state == HeadResult::State::NeedsMore) {
        const HeadResult rest = parseHead(bytes, limits, pieces, part.used);
        check(rest.state == result.state && rest.status == result.status &&
              (rest.state == HeadResult::State::NeedsMore || rest.used == result.used));
    }
    Target target;
    if (result.state != HeadResult::State::Complete) {
        const std::string_view guess = targetOfFirstLine(bytes);
        if (!guess.empty() && splitTarget(guess, "/base", target))
            (void)matcher.match(sightglass::domain::Method::Get, target.segments, target.wasBelowBase);
        return 0;
    }
    check(result.used <= size);
    std::vector<std::string> captures;
    if (splitTarget(head.target, "/base", target)) {
        check(target.path.starts_with('/') && target.path.find("//") == std::string::npos);
        (void)matcher.match(head.method, target.segments, target.wasBelowBase, &captures);
    }
    std::string body;
    ChunkedDecoder chunks;
    const auto step = chunks.feed(bytes.substr(result.used), body, 1000);
    check(body.size() <= 1000 && step.used <= size - result.used);
    return 0;
}
