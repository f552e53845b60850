// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace sightglass::http {

/// Whose contract a path belongs to; gives refusals their shape (spec routes C45).
enum class Owner : std::uint8_t {
    None,
    Segment,
    Api,
    Tracker,
    OpenMetrics,
    OpenTrace,
    Sierra,
    SierraApi,
    Plausible,
    Umami,
    Posthog,
    Goatcounter,
    GoatcounterApi
};
enum class RouteKind : std::uint8_t {
    Ingest,
    Pixel,
    Redirect,
    Config,
    Script,
    Health,
    Public,
    Management,
    Socket,
    NotFound,
    CatchAll ///< Whatever no other row takes, for its methods; others find nothing there.
};
/// Who has to prove what; the handler checks it, the table documents it and the tests compare it with the
/// specification. Id: a public id in the request, or the site it speaks of; Key: a write key;
/// Account: the tracker's name and password.
enum class Auth : std::uint8_t { None, Id, Key, Account, Token, TokenUnlessPrivate, FirstMessage };
/// Classes of spec routes §1. Origins (A): echo the origin with credentials. OpenTrace (A2): the same, a preflight is
/// 200 and holds for 600 s. Open (S): "*". Echo (E): echo without credentials, nothing without an Origin. Tracker (T):
/// with credentials, a preflight is 200. None (N): nothing.
enum class Cors : std::uint8_t { None, Origins, OpenTrace, Open, Echo, Tracker };
/// None; Source: the intake's limit per source; Failures: failed sign-ins per address, Address: requests per address,
/// both kept by the gate.
enum class Rate : std::uint8_t { None, Source, Failures, Address };
/// Also below the base path, or only at the root of the server.
enum class Base : std::uint8_t { Below, RootOnly };

using MethodSet = std::uint16_t;
[[nodiscard]] constexpr MethodSet methods(auto... method)
{
    return static_cast<MethodSet>((0 | ... | (1 << static_cast<int>(method))));
}
inline constexpr MethodSet kAnyMethod = 0xff;
/// HEAD goes wherever GET goes.
inline constexpr MethodSet kGet = methods(domain::Method::Get, domain::Method::Head);
inline constexpr MethodSet kPost = methods(domain::Method::Post);

inline constexpr std::size_t kKiB = 1024;
inline constexpr std::size_t kMiB = 1024 * 1024;

/// One row of the route table. Patterns are made of whole segments: a literal; {a,b} one of these words; {n} 1–18
/// decimal digits; {x} any one segment; {x…} one or more, only at the end. Everything but a literal is captured,
/// percent-decoded once, {x…} one capture a segment. Literals beat {n}, which beats {x}, which beats {x…}; the best
/// pattern decides alone.
struct RouteRow
{
    std::string_view id;
    std::string_view pattern;
    MethodSet methods = kGet;
    Owner owner = Owner::None;
    RouteKind kind = RouteKind::Management;
    Auth auth = Auth::None;
    Cors cors = Cors::None;
    Rate rate = Rate::None;
    std::size_t bodyLimit = 64 * kKiB;  ///< Bytes after decompression.
    int bodyStatus = 413;               ///< Answer to a body past the limit.
    std::size_t targetLimit = 8 * kKiB; ///< Bytes of the request target; longer is 414.
    Base base = Base::Below;
};

/// The rows this hub speaks. The build fails when two of them claim one method and path.
[[nodiscard]] std::span<const RouteRow> routes();

} // namespace sightglass::http
